import { validateHeaderName } from 'node:http'
import * as z from 'zod'
import { JsonPointer } from '#kit'

const field = (title: string, description: string) => ({ title, description })

const HeaderName = z.string().min(1).max(64).refine((name) => {
  try {
    validateHeaderName(name)
    return true
  } catch {
    return false
  }
}, 'not a header name').transform((name) => name.toLowerCase())

/** Empty: nobody may send. */
const Secret = z.string().max(1_024).refine((text) => text === '' || text.length >= 16, 'at least 16 characters')

const Signature = z
  .strictObject({
    header: HeaderName.default('x-ioc-signature').meta(field('Header chữ ký', 'Header that carries the signature')),
    prefix: z.string().max(32).default('sha256=').meta(field('Tiền tố', 'What stands before the signature in that header')),
    encoding: z.enum(['hex', 'base64']).default('hex').meta(field('Cách viết', 'How the signature is written')),
    timestampHeader: z.union([HeaderName, z.literal('')]).default('x-ioc-timestamp').meta(field('Header thời điểm', 'Header with the moment of sending; empty where the sender has none, and then nothing tells an old message sent again')),
    timestampFormat: z.enum(['epoch-s', 'epoch-ms', 'iso']).default('epoch-s').meta(field('Dạng thời điểm', 'How that moment is written')),
    // The same bytes are known again for 600 s; a moment from the future stays good for twice the tolerance.
    toleranceS: z.int().min(5).max(300).default(300).meta(field('Sai lệch', 'Seconds by which that moment may differ from our clock')),
    signs: z.string().max(200).default('{timestamp}.{body}').meta(field('Nội dung ký', 'What is signed: {body} once, as its exact bytes, and {timestamp} where there is one')),
  })
  .refine(({ signs }) => signs.split('{body}').length === 2, { path: ['signs'], error: '{body} must stand there once' })
  .refine(({ signs, timestampHeader }) => (timestampHeader !== '') === signs.includes('{timestamp}'), { path: ['signs'], error: 'a moment that is not signed proves nothing: {timestamp} and timestampHeader belong together' })
export type Signature = z.infer<typeof Signature>

const limits = {
  maxRecords: z.int().min(1).max(200_000).default(10_000).meta(field('Số bản ghi tối đa', 'A larger delivery is refused as a whole')),
  maxBytes: z.int().min(256).max(1024 * 1024).default(256 * 1024).meta(field('Cỡ tối đa', 'Largest delivery in bytes')),
}

/** Settings of a source that sends signed messages by itself. */
export const WebhookConfig = z.strictObject({
  secret: Secret.default('').meta(field('Khóa ký', 'Key of the HMAC-SHA256; a secret. Empty: nobody may send')),
  previousSecret: Secret.default('').meta(field('Khóa ký cũ', 'Still accepted while the sender changes to the new one; a secret')),
  signature: Signature.prefault({}).meta(field('Chữ ký', 'How the sender signs')),
  form: z.enum(['json', 'ngsi-ld']).default('json').meta(field('Dạng nội dung', 'json: one object or an array of them. ngsi-ld: notifications of ETSI GS CIM 009')),
  recordsAt: JsonPointer.default('').meta(field('Vị trí danh sách', 'json: where the records stand; empty: the whole message')),
  representation: z.enum(['normalized', 'simplified']).default('normalized').meta(field('Cách biểu diễn', 'ngsi-ld: as the subscription asked. normalized reads concise as well; simplified is also called keyValues')),
  ...limits,
})
export type WebhookConfig = z.infer<typeof WebhookConfig>
