import { expect, it } from 'vitest'
import type { KeptSample } from '#contract'
import { sheet } from '../../../connectors/drivers/sheet/driver.ts'
import { writeWorkbook } from '../workbook.ts'
import { exportRows, HEADINGS } from './export-table.ts'

const sample = (over: Partial<KeptSample>): KeptSample =>
  ({ series: 'tthc.on-time-rate@tn2025', at: Date.UTC(2026, 10, 1, 18), value: 43.08, source: 'derive-simulated', run: 'derive:1-a', receivedAt: Date.UTC(2026, 10, 1, 18, 0, 5), ...over }) as KeptSample // branded ids

it('gives a workbook whose figures, days and words another program reads as what they are, and nothing in it is a formula', async () => {
  const names = { indicator: { id: 'tthc.on-time-rate' as never, name: { vi: '=1+1', en: 'x' }, unit: '%' }, subject: { id: 'tn2025', name: 'Tây Ninh' }, sources: new Map(), timeZone: 'Asia/Ho_Chi_Minh' } // branded id
  const rows = exportRows([sample({ coverage: { reported: 92, expected: 96 } }), sample({ value: 0.1 + 0.2 })], names)
  const body = await writeWorkbook([{ name: 'Số liệu', headings: HEADINGS, rows }])
  const config = sheet.config.parse({ columns: {
    ten: { kind: 'text', heading: 'Tên chỉ số' }, luc: { kind: 'date', dates: ['dd/MM/yyyy'], heading: 'Thời điểm' }, so: { kind: 'number', numbers: 'vi', heading: 'Giá trị' }, phu: { kind: 'text', heading: 'Độ phủ', allowEmpty: true },
  } })
  const read = await sheet.preview?.(config, { body, contentType: 'application/octet-stream' })
  expect(read?.rows.map(({ fields, problems, notes }) => ({ fields, problems, notes }))).toEqual([
    { fields: { ten: '=1+1', luc: expect.stringMatching(/^2026-11-02/), so: 43.08, phu: '92/96 địa bàn' }, problems: [], notes: [] },
    { fields: { ten: '=1+1', luc: expect.stringMatching(/^2026-11-02/), so: 0.1 + 0.2 }, problems: [], notes: [] },
  ])
})
