import * as z from 'zod'
import { Duration, durationMs } from '#contract'
import { BasicAuth, BearerAuth, HttpHeaders, HttpTls, JsonPointer, NoAuth } from '#kit'

const field = (title: string, description: string) => ({ title, description })
const HttpUrl = z.url({ protocol: /^https?$/, error: 'expected an http or https address' })
const ParamName = z.string().min(1).max(64)

/** OAuth2 client credentials (RFC 6749, 4.4). A token is held in memory until shortly before it ends, and written down nowhere. */
const OAuth2Auth = z.strictObject({
  kind: z.literal('oauth2'),
  tokenUrl: HttpUrl.meta(field('Địa chỉ cấp mã', 'Token endpoint')),
  clientId: z.string().min(1).max(256).meta(field('Mã ứng dụng', 'Client id the department issued')),
  clientSecret: z.string().min(1).max(1_024).meta(field('Khóa ứng dụng', 'Client secret; a secret')),
  scope: z.string().max(512).optional().meta(field('Phạm vi', 'Scope, where the department asks for one')),
  sendAs: z.enum(['header', 'body']).default('header').meta(field('Cách gửi khóa', 'Client id and secret in the Authorization header (standard) or in the form')),
})
export type OAuth2 = z.infer<typeof OAuth2Auth>

const HeaderName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'expected a header name')

/** Each request signed with a shared key: METHOD, path with query, date and the digest of the body, one a line. */
const HmacAuth = z.strictObject({
  kind: z.literal('hmac'),
  keyId: z.string().min(1).max(256).regex(/^[\x21-\x7e]+$/).meta(field('Mã khóa', 'Key id the department issued')),
  secret: z.string().min(1).max(1_024).meta(field('Khóa ký', 'Shared key; a secret')),
  algorithm: z.enum(['sha256', 'sha512']).default('sha256').meta(field('Thuật toán', 'Hash of the signature and of the digest')),
  encoding: z.enum(['hex', 'base64']).default('hex').meta(field('Cách viết chữ ký', 'How signature and digest are written')),
  dateFormat: z.enum(['iso', 'http', 'epoch-s']).default('iso').meta(field('Cách viết thời điểm', '2026-10-15T03:00:00Z, an HTTP date, or seconds since 1970')),
  keyHeader: HeaderName.default('x-api-key').meta(field('Header mã khóa', 'Header of the key id')),
  dateHeader: HeaderName.default('x-date').meta(field('Header thời điểm', 'Header of the date')),
  digestHeader: HeaderName.default('x-content-digest').meta(field('Header tóm lược', 'Header of the digest of the body; of nothing for a GET')),
  signatureHeader: HeaderName.default('x-signature').meta(field('Header chữ ký', 'Header of the signature')),
})
export type Hmac = z.infer<typeof HmacAuth>

const Auth = z.discriminatedUnion('kind', [NoAuth, BearerAuth, BasicAuth, OAuth2Auth, HmacAuth])

const Paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('page'),
    param: ParamName.meta(field('Tham số số trang', 'Query parameter that holds the page number')),
    first: z.int().min(0).default(1).meta(field('Trang đầu', 'Number of the first page')),
    sizeParam: ParamName.optional().meta(field('Tham số cỡ trang', 'Query parameter that holds the page size; needs size')),
    size: z.int().min(1).max(10_000).optional().meta(field('Cỡ trang', 'Records per page: a shorter page is the last. Absent: an empty page is the end')),
    totalPagesAt: JsonPointer.optional().meta(field('Vị trí tổng số trang', 'Where the answer says how many pages there are')),
  }).refine((paging) => paging.sizeParam === undefined || paging.size !== undefined, 'sizeParam needs size'),
  z.strictObject({
    kind: z.literal('offset'),
    param: ParamName.meta(field('Tham số vị trí', 'Query parameter that holds how many records come before')),
    first: z.int().min(0).max(1).default(0).meta(field('Vị trí đầu', 'Number of the first record: 0 or 1')),
    sizeParam: ParamName.meta(field('Tham số cỡ trang', 'Query parameter that holds how many records to send')),
    size: z.int().min(1).max(10_000).meta(field('Cỡ trang', 'Records per page')),
    totalAt: JsonPointer.optional().meta(field('Vị trí tổng số bản ghi', 'Where the answer says how many records there are; then fewer than that is an error')),
  }),
  z.strictObject({
    kind: z.literal('next'),
    at: JsonPointer.meta(field('Vị trí liên kết trang sau', 'Where the answer holds the address of the next page; empty or absent on the last')),
  }),
])
export type PagePaging = Extract<z.infer<typeof Paging>, { kind: 'page' }>
export type OffsetPaging = Extract<z.infer<typeof Paging>, { kind: 'offset' }>

/** Only what changed of late: each pass asks from where the last one ended, and a while further back for rows that come late. */
const Window = z.strictObject({
  from: ParamName.meta(field('Tham số từ lúc', 'Query parameter, or {name} in the SOAP body, that holds the beginning')),
  to: ParamName.meta(field('Tham số đến lúc', 'Likewise, the end: the moment of asking')),
  format: z.enum(['iso', 'epoch-s', 'epoch-ms', 'date']).default('iso').meta(field('Cách viết', 'How the two moments are written')),
  offset: z.string().regex(/^[+-](?:0\d|1[0-4]):[0-5]\d$/).default('+07:00').meta(field('Múi giờ', 'Offset of moments written as iso or date')),
  lookBack: Duration.meta(field('Nhìn lại', 'How long a row may come late: every pass asks for this much again')),
  first: Duration.default('1d' as Duration).meta(field('Lượt đầu', 'How far back the first pass asks')),
  longest: Duration.default('7d' as Duration).meta(field('Dài nhất', 'Longest window of one request; after a long silence several passes catch up')),
}).refine((window) => durationMs(window.longest) > durationMs(window.lookBack), 'longest must be longer than lookBack')
  .refine((window) => durationMs(window.first) <= durationMs(window.longest), 'first must not be longer than longest')
export type Window = z.infer<typeof Window>

/** A SOAP call that reads. The only POST there is. */
const Soap = z.strictObject({
  version: z.enum(['1.1', '1.2']).default('1.1').meta(field('Phiên bản', 'SOAP version')),
  action: z.string().max(512).regex(/^[\x20\x21\x23-\x7e]*$/).default('').meta(field('Hành động', 'SOAPAction of the operation, from its WSDL')),
  body: z.string().min(1).max(16_384).meta(field('Nội dung hỏi', 'XML inside soap:Body; {name} stands for a value of query or window')),
})
export type Soap = z.infer<typeof Soap>

/** Settings of a source read from a JSON address. */
const Settings = z.strictObject({
  url: HttpUrl.meta(field('Địa chỉ', 'Address of the list; without user name')),
  method: z.literal('GET').default('GET').meta(field('Phương thức', 'Reading never changes anything at the department')),
  query: z.record(ParamName, z.union([z.string(), z.number(), z.boolean()])).default({}).meta(field('Tham số', 'Query parameters')),
  headers: HttpHeaders.default({}).meta(field('Header', 'Further headers, as an API key of the department')),
  recordsAt: JsonPointer.default('').meta(field('Vị trí danh sách', 'JSON Pointer to the list of records; empty: the whole answer')),
  paging: Paging.default({ kind: 'none' }).meta(field('Phân trang', 'How further pages are asked for')),
  answer: z.enum(['json', 'xml']).default('json').meta(field('Dạng trả lời', 'How answers are written; SOAP is always xml')),
  soap: Soap.optional().meta(field('SOAP', 'Asks by a SOAP call; absent: by GET')),
  window: Window.optional().meta(field('Khoảng thời gian', 'Asks only for a stretch of time that moves on with each pass')),
  maxRequests: z.int().min(1).max(2_000).default(200).meta(field('Số lần hỏi tối đa', 'Requests of one pass, those for a token included; what the department allows')),
  maxPages: z.int().min(1).max(1_000).default(100).meta(field('Số trang tối đa', 'A longer list is an error, never cut in silence')),
  maxBytes: z.int().min(1_024).max(200 * 1024 * 1024).default(20 * 1024 * 1024).meta(field('Cỡ tối đa', 'Largest answer of one pass in bytes, all pages together')),
  auth: Auth.default({ kind: 'none' }).meta(field('Đăng nhập', 'How we prove who we are')),
  tls: HttpTls.optional().meta(field('TLS', 'Client certificate, and the department\'s own authority')),
  conditional: z.boolean().default(true).meta(field('Hỏi có điều kiện', 'Ask "changed since?" (ETag, Last-Modified). Switch off where records carry no time of their own')),
})

export const HttpJsonConfig = Settings
  .refine((all) => all.soap === undefined || all.paging.kind === 'none', { path: ['soap'], message: 'a SOAP answer has no pages' })
export type HttpJsonConfig = z.infer<typeof HttpJsonConfig>
