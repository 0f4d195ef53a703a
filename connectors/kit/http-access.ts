import { validateHeaderName, validateHeaderValue } from 'node:http'
import * as z from 'zod'

const field = (title: string, description: string) => ({ title, description })
const Pem = z.string().regex(/^-----BEGIN [A-Z ]+-----/, 'expected PEM text')

/** Client certificate and the department's own authority. */
export const HttpTls = z
  .strictObject({
    cert: Pem.optional().meta(field('Chứng thư của ta', 'Client certificate, PEM')),
    key: Pem.optional().meta(field('Khóa của chứng thư', 'Private key of the certificate, PEM; a secret')),
    ca: Pem.optional().meta(field('Chứng thư gốc của đơn vị', 'Authority the department\'s certificate is checked against instead of the public ones, PEM')),
  })
  .refine((tls) => (tls.cert === undefined) === (tls.key === undefined), 'cert and key belong together')
export type HttpTls = z.infer<typeof HttpTls>

/** Headers an operator may add; those the machinery sets itself are not among them. */
export const HttpHeaders = z
  .record(z.string().refine(isHeaderName, 'not a header name'), z.string().max(4_096).refine(isHeaderValue, 'not a header value'))
  .refine((all) => Object.keys(all).every((name) => !/^(?:host|content-length|transfer-encoding|connection|accept-encoding)$/i.test(name)), 'this header is set by the system')

const Secret = z.string().min(1).max(8_192).refine(isHeaderValue, 'holds characters a header must not')

/** Nobody asks who we are. */
export const NoAuth = z.strictObject({ kind: z.literal('none') })
/** A fixed token in `Authorization: Bearer`. */
export const BearerAuth = z.strictObject({ kind: z.literal('bearer'), token: Secret.meta(field('Mã truy cập', 'Token the department issued; a secret')) })
/** User name and password (RFC 7617). */
export const BasicAuth = z.strictObject({
  kind: z.literal('basic'),
  username: z.string().min(1).max(256).meta(field('Tên đăng nhập', 'User name')),
  password: z.string().max(1_024).meta(field('Mật khẩu', 'Password; a secret')),
})

/** The `Authorization` header of a fixed credential; none for `none`. */
export function authHeaders(auth: z.infer<typeof NoAuth> | z.infer<typeof BearerAuth> | z.infer<typeof BasicAuth>): Record<string, string> {
  if (auth.kind === 'none') return {}
  if (auth.kind === 'bearer') return { authorization: `Bearer ${auth.token}` }
  return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
}

function isHeaderName(name: string): boolean {
  try {
    validateHeaderName(name)
    return true
  } catch {
    return false
  }
}

function isHeaderValue(value: string): boolean {
  try {
    validateHeaderValue('x', value)
    return true
  } catch {
    return false
  }
}
