import type { Text } from '#contract'
import * as z from 'zod'
import { checkAnswer, refuseHtml } from './check-answer.ts'
import type { DriverIo, GuardedAnswer } from './driver.ts'
import { authHeaders, BasicAuth, BearerAuth, HttpHeaders, HttpTls, NoAuth } from './http-access.ts'

const field = (title: string, description: string) => ({ title, description })

/** Settings of every driver that reads over plain HTTP; spread into its own. */
export const httpSettings = {
  url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).meta(field('Địa chỉ', 'Address that is asked; without user name')),
  headers: HttpHeaders.default({}).meta(field('Header', 'Further headers, as an API key of the department')),
  auth: z.discriminatedUnion('kind', [NoAuth, BearerAuth, BasicAuth]).default({ kind: 'none' }).meta(field('Đăng nhập', 'How we prove who we are')),
  tls: HttpTls.optional().meta(field('TLS', 'Client certificate, and the department\'s own authority')),
  maxBytes: z.int().min(1_024).max(200 * 1024 * 1024).default(20 * 1024 * 1024).meta(field('Cỡ tối đa', 'Largest answer of one pass in bytes, all pages together')),
}
const HttpSettings = z.object(httpSettings)
export type HttpSettings = z.infer<typeof HttpSettings>

/** What is asked for: the types we read, how a person calls them, and how many bytes are left of the pass. */
export interface HttpQuestion {
  accept: string
  wanted: Text | string
  maxBytes?: number
}

/** One GET with our credentials. Anything but an answer of the kind that was wanted is a SourceError. */
export async function askHttp(url: string, { config, io }: { config: HttpSettings; io: DriverIo }, question: HttpQuestion): Promise<GuardedAnswer> {
  const answer = await io.fetch(url, {
    headers: { accept: question.accept, ...config.headers, ...authHeaders(config.auth) },
    maxBytes: question.maxBytes ?? config.maxBytes,
    ...(config.tls === undefined ? {} : { tls: config.tls }),
  })
  checkAnswer(answer, url, io.now())
  refuseHtml(answer, url, question.wanted)
  return answer
}
