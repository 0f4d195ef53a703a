import { defineInboxDriver, SourceError } from '#kit'
import { PushConfig } from './config.ts'
import { openDelivery } from './open-delivery.ts'

/** Takes readings in our own format: a JSON array, one object, or NDJSON. */
export const push = defineInboxDriver<PushConfig>({
  protocol: 'push',
  config: PushConfig,
  open(config, delivery) {
    if (delivery.body.length > config.maxBytes) throw new SourceError('malformed', `Lần gửi lớn quá ${config.maxBytes} byte; hãy chia nhỏ`)
    const records = openDelivery(delivery)
    if (records.length > config.maxRecords) throw new SourceError('malformed', `Lần gửi có quá ${config.maxRecords} bản ghi; hãy chia nhỏ`)
    return records
  },
})
