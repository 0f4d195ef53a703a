import * as z from 'zod'
import { BasicAuth, BearerAuth, HttpHeaders, HttpTls, JsonPointer, NoAuth } from '#kit'

const field = (title: string, description: string) => ({ title, description })
const HttpUrl = z.url({ protocol: /^https?$/, error: 'expected an http or https address' })
const ParamName = z.string().min(1).max(64)

/** OAuth2 client credentials (RFC 6749, 4.4). A token lives for one pass and is never kept. */
const OAuth2Auth = z.strictObject({
  kind: z.literal('oauth2'),
  tokenUrl: HttpUrl.meta(field('Địa chỉ cấp mã', 'Token endpoint')),
  clientId: z.string().min(1).max(256).meta(field('Mã ứng dụng', 'Client id the department issued')),
  clientSecret: z.string().min(1).max(1_024).meta(field('Khóa ứng dụng', 'Client secret; a secret')),
  scope: z.string().max(512).optional().meta(field('Phạm vi', 'Scope, where the department asks for one')),
  sendAs: z.enum(['header', 'body']).default('header').meta(field('Cách gửi khóa', 'Client id and secret in the Authorization header (standard) or in the form')),
})
export type OAuth2 = z.infer<typeof OAuth2Auth>

const Auth = z.discriminatedUnion('kind', [NoAuth, BearerAuth, BasicAuth, OAuth2Auth])

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
    kind: z.literal('next'),
    at: JsonPointer.meta(field('Vị trí liên kết trang sau', 'Where the answer holds the address of the next page; empty or absent on the last')),
  }),
])
export type PagePaging = Extract<z.infer<typeof Paging>, { kind: 'page' }>

/** Settings of a source read from a JSON address. */
export const HttpJsonConfig = z.strictObject({
  url: HttpUrl.meta(field('Địa chỉ', 'Address of the list; without user name')),
  method: z.literal('GET').default('GET').meta(field('Phương thức', 'Reading never changes anything at the department')),
  query: z.record(ParamName, z.union([z.string(), z.number(), z.boolean()])).default({}).meta(field('Tham số', 'Query parameters')),
  headers: HttpHeaders.default({}).meta(field('Header', 'Further headers, as an API key of the department')),
  recordsAt: JsonPointer.default('').meta(field('Vị trí danh sách', 'JSON Pointer to the list of records; empty: the whole answer')),
  paging: Paging.default({ kind: 'none' }).meta(field('Phân trang', 'How further pages are asked for')),
  maxPages: z.int().min(1).max(1_000).default(100).meta(field('Số trang tối đa', 'A longer list is an error, never cut in silence')),
  maxBytes: z.int().min(1_024).max(200 * 1024 * 1024).default(20 * 1024 * 1024).meta(field('Cỡ tối đa', 'Largest answer of one pass in bytes, all pages together')),
  auth: Auth.default({ kind: 'none' }).meta(field('Đăng nhập', 'How we prove who we are')),
  tls: HttpTls.optional().meta(field('TLS', 'Client certificate, and the department\'s own authority')),
  conditional: z.boolean().default(true).meta(field('Hỏi có điều kiện', 'Ask "changed since?" (ETag, Last-Modified). Switch off where records carry no time of their own')),
})
export type HttpJsonConfig = z.infer<typeof HttpJsonConfig>
