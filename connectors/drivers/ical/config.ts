import * as z from 'zod'
import { BasicAuth, BearerAuth, HttpHeaders, HttpTls, NoAuth } from '#kit'

const field = (title: string, description: string) => ({ title, description })
const Auth = z.discriminatedUnion('kind', [NoAuth, BearerAuth, BasicAuth])

/** True for a zone this machine knows. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Settings of a calendar read for one day. */
export const IcalConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).meta(field('Địa chỉ', 'Address of the calendar (.ics); a private address is a secret itself')),
  headers: HttpHeaders.default({}).meta(field('Header', 'Further headers')),
  auth: Auth.default({ kind: 'none' }).meta(field('Đăng nhập', 'How we prove who we are')),
  tls: HttpTls.optional().meta(field('TLS', 'Client certificate, and the department\'s own authority')),
  timeZone: z.string().refine(isZone, 'expected an IANA zone such as Asia/Ho_Chi_Minh').default('Asia/Ho_Chi_Minh').meta(field('Múi giờ', 'Of the day asked for, and of times without a zone')),
  categories: z.array(z.string().min(1).max(100)).max(20).default([]).meta(field('Loại sự kiện', 'Only events of one of these categories; empty: all')),
  maxBytes: z.int().min(1_024).max(100 * 1024 * 1024).default(20 * 1024 * 1024).meta(field('Cỡ tối đa', 'Largest calendar in bytes')),
  maxEvents: z.int().min(1).max(100_000).default(20_000).meta(field('Số sự kiện tối đa', 'A larger calendar is an error, never cut in silence')),
})
export type IcalConfig = z.infer<typeof IcalConfig>
