import * as z from 'zod'
import { authHeaders, checkAnswer, type DriverIo, type GuardedAnswer, parseJson, refuseHtml, SourceError } from '#kit'
import type { Hmac, HttpJsonConfig, OAuth2 } from './config.ts'
import { signatureHeaders } from './sign-request.ts'

/** Sends one request with our credentials; with a body it is a POST. */
export type AuthorizedFetch = (url: string, ask: Ask) => Promise<GuardedAnswer>

export interface Ask {
  headers: Record<string, string>
  maxBytes: number
  body?: string
}

const Token = z.object({ access_token: z.string().min(1).max(16_384).regex(/^[\x21-\x7e]+$/), token_type: z.string().optional(), expires_in: z.coerce.number().positive().optional().catch(undefined) })
const MAX_TOKEN_BYTES = 64 * 1024

/** For one pass. A token that was good before (for an earlier page or pass) and then is refused has run out: one fresh one is asked for. */
export function createAuthorizedFetch(config: HttpJsonConfig, io: DriverIo): AuthorizedFetch {
  const { auth } = config
  const send = (url: string, { headers, maxBytes, body }: Ask) =>
    io.fetch(url, {
      headers: { accept: config.answer === 'xml' ? 'application/xml' : 'application/json', ...config.headers, ...headers }, maxBytes,
      ...(body === undefined ? {} : { method: 'POST', body }), ...(config.tls === undefined ? {} : { tls: config.tls }),
    })
  if (auth.kind === 'hmac') return createSignedFetch(auth, send, io)
  if (auth.kind !== 'oauth2') {
    const fixed = authHeaders(auth)
    return (url, ask) => send(url, { ...ask, headers: { ...ask.headers, ...fixed } })
  }
  const kept = keptToken(io)
  let token: { text: string; proved: boolean } | undefined = kept.read()
  return async function sendWithToken(url, ask): Promise<GuardedAnswer> {
    if (token === undefined) {
      const { access_token: text, expires_in: lifeS } = await askToken(auth, config, io)
      token = { text, proved: false }
      kept.write(text, lifeS)
    }
    const answer = await send(url, { ...ask, headers: { ...ask.headers, authorization: `Bearer ${token.text}` } })
    if (answer.status === 401) {
      kept.forget()
      if (token.proved) {
        token = undefined
        return sendWithToken(url, ask)
      }
    }
    token.proved = answer.status < 400
    return answer
  }
}

const TOKEN = 'http-json.oauth2-token'
const Kept = z.object({ text: z.string(), goodUntil: z.number() })
/** Before its end: a pass that begins with it must also end with it. */
const MOST_SPARE_MS = 60_000
const LONGEST_MS = 24 * 3_600_000

/** The token of earlier passes, in this process's memory alone. One whose life nobody told is of one pass only. */
function keptToken({ memory, now }: DriverIo) {
  return {
    read(): { text: string; proved: boolean } | undefined {
      const kept = Kept.safeParse(memory?.get(TOKEN)).data
      return kept !== undefined && kept.goodUntil > now() ? { text: kept.text, proved: true } : undefined
    },
    write(text: string, lifeS: number | undefined): void {
      const lifeMs = Math.min((lifeS ?? 0) * 1_000, LONGEST_MS)
      memory?.set(TOKEN, { text, goodUntil: now() + lifeMs - Math.min(MOST_SPARE_MS, lifeMs / 5) } satisfies z.infer<typeof Kept>)
    },
    forget: () => void memory?.delete(TOKEN),
  }
}

const LARGEST_CLOCK_GAP_MS = 5 * 60_000

/** A signature is only good for a few minutes: two clocks that disagree look like a wrong key, so a refusal says how far they are apart. */
function createSignedFetch(auth: Hmac, send: AuthorizedFetch, io: DriverIo): AuthorizedFetch {
  return async (url, ask) => {
    const signed = signatureHeaders(auth, { method: ask.body === undefined ? 'GET' : 'POST', url, body: ask.body ?? '' }, io.now())
    const answer = await send(url, { ...ask, headers: { ...ask.headers, ...signed } })
    const gapMs = Date.parse(answer.headers['date'] ?? '') - io.now()
    if ((answer.status === 401 || answer.status === 403) && Math.abs(gapMs) > LARGEST_CLOCK_GAP_MS) {
      throw new SourceError('auth', { vi: `${new URL(url).host} không nhận chữ ký (mã ${answer.status}): đồng hồ của máy chủ và của hệ thống lệch nhau ${Math.round(Math.abs(gapMs) / 60_000)} phút`, en: `${new URL(url).host} does not accept the signature (code ${answer.status}): its clock and ours are ${Math.round(Math.abs(gapMs) / 60_000)} minutes apart` })
    }
    return answer
  }
}

async function askToken(auth: OAuth2, config: HttpJsonConfig, io: DriverIo): Promise<z.infer<typeof Token>> {
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
  if (answer.status === 400) throw new SourceError('auth', { vi: `${host} không cấp mã truy cập (mã 400); kiểm tra mã ứng dụng và khóa ứng dụng`, en: `${host} does not give an access token (code 400); check id and secret of the application` })
  checkAnswer(answer, auth.tokenUrl, io.now())
  refuseHtml(answer, auth.tokenUrl, { vi: 'mã truy cập', en: 'an access token' })
  const token = Token.safeParse(parseTokenAnswer(answer, host))
  if (!token.success) throw new SourceError('malformed', { vi: `${host} trả lời không có "access_token"`, en: `${host} answers without "access_token"` })
  return token.data
}

/** The usual message quotes the beginning of what could not be read: here that could be the token itself. */
function parseTokenAnswer(answer: GuardedAnswer, host: string): unknown {
  try {
    return parseJson(answer.body, host)
  } catch {
    throw new SourceError('malformed', { vi: `${host}: không đọc được câu trả lời cấp mã truy cập`, en: `${host}: the answer with the access token cannot be read` })
  }
}

const formEncode = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2)
