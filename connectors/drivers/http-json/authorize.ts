import * as z from 'zod'
import { authHeaders, checkAnswer, type DriverIo, type GuardedAnswer, parseJson, refuseHtml, SourceError } from '#kit'
import type { HttpJsonConfig, OAuth2 } from './config.ts'

/** Sends one request with our credentials. */
export type AuthorizedFetch = (url: string, headers: Record<string, string>, maxBytes: number) => Promise<GuardedAnswer>

const Token = z.object({ access_token: z.string().min(1).max(16_384).regex(/^[\x21-\x7e]+$/), token_type: z.string().optional() })
const MAX_TOKEN_BYTES = 64 * 1024

/** For one pass. A token that was good for an earlier page and then is refused has run out: one fresh one is asked for. */
export function createAuthorizedFetch(config: HttpJsonConfig, io: DriverIo): AuthorizedFetch {
  const send = (url: string, headers: Record<string, string>, maxBytes: number) =>
    io.fetch(url, { headers: { accept: 'application/json', ...config.headers, ...headers }, maxBytes, ...(config.tls === undefined ? {} : { tls: config.tls }) })
  const { auth } = config
  if (auth.kind !== 'oauth2') {
    const fixed = authHeaders(auth)
    return (url, headers, maxBytes) => send(url, { ...headers, ...fixed }, maxBytes)
  }
  let token: { text: string; proved: boolean } | undefined
  return async function sendWithToken(url, headers, maxBytes): Promise<GuardedAnswer> {
    token ??= { text: await askToken(auth, config, io), proved: false }
    const answer = await send(url, { ...headers, authorization: `Bearer ${token.text}` }, maxBytes)
    if (answer.status === 401 && token.proved) {
      token = undefined
      return sendWithToken(url, headers, maxBytes)
    }
    token.proved = answer.status < 400
    return answer
  }
}

async function askToken(auth: OAuth2, config: HttpJsonConfig, io: DriverIo): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(auth.scope === undefined ? {} : { scope: auth.scope }) })
  const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
  if (auth.sendAs === 'body') {
    form.set('client_id', auth.clientId)
    form.set('client_secret', auth.clientSecret)
  } else {
    // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
    headers['authorization'] = `Basic ${Buffer.from(`${formEncode(auth.clientId)}:${formEncode(auth.clientSecret)}`).toString('base64')}`
  }
  const answer = await io.fetch(auth.tokenUrl, {
    method: 'POST', headers, body: form.toString(), maxBytes: MAX_TOKEN_BYTES, ...(config.tls === undefined ? {} : { tls: config.tls }),
  })
  const { host } = new URL(auth.tokenUrl)
  // A wrong client is 400 `invalid_client` as often as 401.
  if (answer.status === 400) throw new SourceError('auth', `${host} không cấp mã truy cập (mã 400); kiểm tra mã ứng dụng và khóa ứng dụng`)
  checkAnswer(answer, auth.tokenUrl, io.now())
  refuseHtml(answer, auth.tokenUrl, 'mã truy cập')
  const token = Token.safeParse(parseTokenAnswer(answer, host))
  if (!token.success) throw new SourceError('malformed', `${host} trả lời không có "access_token"`)
  return token.data.access_token
}

/** The usual message quotes the beginning of what could not be read: here that could be the token itself. */
function parseTokenAnswer(answer: GuardedAnswer, host: string): unknown {
  try {
    return parseJson(answer.body, host)
  } catch {
    throw new SourceError('malformed', `${host}: không đọc được câu trả lời cấp mã truy cập`)
  }
}

const formEncode = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2)
