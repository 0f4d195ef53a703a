import { defineInboxDriver, SourceError } from '#kit'
import { PushConfig } from './config.ts'
import { openDelivery } from './open-delivery.ts'

/** Takes readings in our own format: a JSON array, one object, or NDJSON. */
export const push = defineInboxDriver<PushConfig>({
  protocol: 'push',
  config: PushConfig,
  open(config, delivery) {
    if (delivery.body.length > config.maxBytes) throw new SourceError('malformed', { vi: `Lần gửi lớn quá ${config.maxBytes} byte; hãy chia nhỏ`, en: `The delivery is larger than ${config.maxBytes} bytes; split it` })
    const records = openDelivery(delivery)
    if (records.length > config.maxRecords) throw new SourceError('malformed', { vi: `Lần gửi có quá ${config.maxRecords} bản ghi; hãy chia nhỏ`, en: `The delivery has more than ${config.maxRecords} records; split it` })
    return records
  },
})
