import { ManualForm, type ManualRow, type Text } from '#contract'
import { type Delivery, type DeliveryPreview, parseJson, type PreviewRow, readText, SourceError } from '#kit'
import type { ManualConfig } from './config.ts'
import { readTypedNumber } from './read-typed-number.ts'

const WHAT: Text = { vi: 'Biểu nhập số liệu', en: 'The form' }

/** The fields of a line as the form shows them. */
const COLUMNS: { heading: string; field: keyof ManualRow }[] = [
  { heading: 'Chỉ số', field: 'indicator' }, { heading: 'Đối tượng', field: 'subject' }, { heading: 'Ngày', field: 'at' },
  { heading: 'Kỳ báo cáo', field: 'period' }, { heading: 'Giá trị', field: 'value' }, { heading: 'Trạng thái', field: 'state' },
]

/** A form as it was filled in -> rows; a wrong value costs its row, a form that is none is refused as a whole. */
export function readForm({ body }: Delivery, config: ManualConfig): DeliveryPreview {
  const form = ManualForm.safeParse(parseJson(readText(body, WHAT), WHAT))
  if (!form.success) {
    const wrong = form.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('/')}: ${message}`).join('; ')
    throw new SourceError('malformed', { vi: `${WHAT.vi} sai cấu trúc: ${wrong}`, en: `${WHAT.en} is wrong: ${wrong}` })
  }
  return { columns: COLUMNS, rows: form.data.rows.map((row, index) => readRow(row, index + 1, config)) }
}

function readRow({ value, ...typed }: ManualRow, row: number, config: ManualConfig): PreviewRow {
  const given = Object.entries(typed).flatMap(([field, text]) => (text === undefined || text.trim() === '' ? [] : [[field, text.trim()]]))
  const read: PreviewRow = { row, fields: Object.fromEntries(given), problems: [], notes: [] }
  const number = readTypedNumber(value, { whole: config.whole.includes(typed.indicator) })
  if (number.ok) read.fields['value'] = number.value
  else read.problems.push({ field: 'value', column: 'Giá trị', code: number.code, reason: number.reason, text: value.trim().slice(0, 200) })
  return read
}
