import { about, defineInboxDriver, type Delivery, parseJson, type RawRecord, readPointer, SourceError } from '#kit'
import { WebhookConfig } from './config.ts'
import { readNotification } from './read-notification.ts'
import { verifySignature } from './verify-signature.ts'

const WHAT = { vi: 'Bản tin gửi tới', en: 'The message' }

/** Takes signed messages: JSON events, one or an array, and NGSI-LD notifications. */
export const webhook = defineInboxDriver<WebhookConfig>({
  protocol: 'webhook',
  config: WebhookConfig,
  maxBytes: (config) => config.maxBytes,
  verify: verifySignature,
  open(config, delivery) {
    if (delivery.body.length > config.maxBytes) throw new SourceError('malformed', { vi: `Lần gửi lớn quá ${config.maxBytes} byte; hãy chia nhỏ`, en: `The delivery is larger than ${config.maxBytes} bytes; split it` })
    const records = recordsOf(config, delivery)
    if (records.length > config.maxRecords) throw new SourceError('malformed', { vi: `Lần gửi có quá ${config.maxRecords} bản ghi; hãy chia nhỏ`, en: `The delivery has more than ${config.maxRecords} records; split it` })
    return records
  },
})

function recordsOf({ form, recordsAt, representation }: WebhookConfig, { body }: Delivery): RawRecord[] {
  const message = parseJson(body, WHAT)
  if (form === 'ngsi-ld') return readNotification(message, representation)
  const found = readPointer(message, recordsAt)
  if (Array.isArray(found)) return found
  if (typeof found === 'object' && found !== null) return [found]
  throw new SourceError('malformed', about(WHAT, recordsAt === '' ? { vi: 'phải là một đối tượng JSON hoặc một mảng', en: 'has to be a JSON object or an array' } : { vi: `không có đối tượng hay mảng ở ${recordsAt}`, en: `there is no object or array at ${recordsAt}` }))
}
