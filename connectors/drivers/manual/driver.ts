import { defineInboxDriver, type DeliveryPreview, recordOfRow, SourceError } from '#kit'
import { ManualConfig } from './config.ts'
import { readForm } from './read-form.ts'

/** Two hundred lines with every field at its longest. */
const MAX_BYTES = 256 * 1024

/** Takes figures a named person typed into a form. */
export const manual = defineInboxDriver<ManualConfig>({
  protocol: 'manual',
  config: ManualConfig,
  open: (config, delivery) => read(config, delivery).rows.map(recordOfRow),
  preview: async (config, delivery) => read(config, delivery),
  handIn: { way: 'form', maxBytes: () => MAX_BYTES, columns: () => [] },
})

function read(config: ManualConfig, delivery: Parameters<typeof readForm>[0]): DeliveryPreview {
  if (delivery.body.length > MAX_BYTES) throw new SourceError('malformed', { vi: `Biểu lớn quá ${MAX_BYTES / 1024} KB`, en: `The form is larger than ${MAX_BYTES / 1024} KB` })
  return readForm(delivery, config)
}
