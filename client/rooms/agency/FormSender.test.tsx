import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FormSender } from './FormSender.tsx'
import { sampleCatalogue, sampleNames, sampleViewer } from './sample-names.ts'
import { samplePreview, sampleSource, sampleSubmission } from './sample-submissions.ts'

const SOURCE = sampleSource({ way: 'form', columns: [], indicators: ['dti.score', 'dti.users'] })

let bodies: [path: string, body: unknown][]
let preview = samplePreview({ rows: [], rejects: [], rejectCount: 0 })
beforeEach(() => {
  bodies = []
  preview = samplePreview({ rows: [], rejects: [], rejectCount: 0 })
  vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
    bodies.push([path, JSON.parse(init.body)])
    return path.endsWith('/preview') ? Response.json(preview) : Response.json(sampleSubmission({ way: 'manual' }), { status: 201 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const draw = (localities: 'all' | string[] = 'all') =>
  render(<FormSender source={SOURCE} names={sampleNames} catalogue={sampleCatalogue} viewer={{ ...sampleViewer, scope: { ...sampleViewer.scope, localities } }} again={async () => undefined} />)
const line = (n: number) => within(screen.getByRole('group', { name: `Dòng ${n}` }))
const type = (n: number, label: string | RegExp, value: string) => fireEvent.change(line(n).getByLabelText(label), { target: { value } })
const fillIn = (n: number) => {
  type(n, 'Chỉ số', 'dti.score')
  type(n, 'Nơi', 'tn-2')
  type(n, /Giá trị/, '1.234,5')
  type(n, 'Ngày số liệu', '1/11/2026')
}

it('offers the places of today an indicator is about, and of these only one’s own', () => {
  draw(['tn-2', 'old'])
  type(1, 'Chỉ số', 'dti.score')
  expect([...line(1).getByLabelText<HTMLSelectElement>('Nơi').options].map(({ text }) => text)).toEqual(['chọn', 'Xã Hai'])
  type(1, 'Chỉ số', 'dti.users')
  expect(line(1).getByLabelText<HTMLSelectElement>('Nơi').value).toBe('tn')
  expect(line(1).getByLabelText('Giá trị (người)')).toBeTruthy()
})

it('says beside each field what is missing, and asks nobody before that', () => {
  draw()
  type(1, 'Ngày số liệu', '31/06/2026')
  type(1, /Kỳ/, '13/2026')
  fireEvent.click(screen.getByText('Xem trước'))
  const why = [...document.querySelectorAll('.field-why')].map((one) => one.textContent)
  expect(why).toEqual(['!Xin chọn chỉ số.', '!Xin chọn nơi.', '!Chưa có giá trị.', '!Viết ngày như 24/11/2026.', '!Viết kỳ như 2026, quý 3/2026 hoặc 10/2026.', ''])
  expect(line(1).getByLabelText('Nơi').getAttribute('aria-invalid')).toBe('true')
  expect(bodies).toEqual([])
})

it('sends the lines as typed, shows them read, and hands the very same in', async () => {
  draw()
  fillIn(1)
  fireEvent.click(screen.getByText('Thêm dòng'))
  type(2, /Giá trị/, '7')
  type(2, /Kỳ/, 'quý 3/2026')
  type(2, 'Trạng thái', 'official')
  fireEvent.click(screen.getByText('Xem trước'))
  await waitFor(() => screen.getByText('Gửi để duyệt'))
  fireEvent.click(screen.getByText('Gửi để duyệt'))
  await waitFor(() => screen.getByText('Đã gửi, chờ duyệt'))
  const rows = [{ indicator: 'dti.score', subject: 'tn-2', at: '2026-11-01', value: '1.234,5' }, { indicator: 'dti.score', subject: 'tn-2', at: '2026-11-01', value: '7', period: '2026-Q3', state: 'official' }]
  expect(bodies).toEqual([['/api/v1/sources/dti/uploads/preview', { rows }], ['/api/v1/sources/dti/uploads', { rows }]])
})

it('puts what the server found beside the field of its line', async () => {
  preview = samplePreview({ rows: [{ row: 2, fields: {}, problems: [{ field: 'value', code: 'not-a-number', reason: { vi: '"12.5" không phải là số', en: '"12.5" is no number' } }], notes: [] }], rejects: [{ index: 1, row: 2, code: 'out-of-range', pointer: '/at', reason: { vi: 'ngày sau hôm nay', en: 'the day is after today' } }] })
  draw()
  fillIn(1)
  fireEvent.click(screen.getByText('Thêm dòng'))
  type(2, /Giá trị/, '12.5')
  fireEvent.click(screen.getByText('Xem trước'))
  await waitFor(() => expect(line(2).getByText('"12.5" không phải là số')).toBeTruthy())
  expect(line(2).getByText('ngày sau hôm nay').closest('.field')?.className).toContain('is-day')
  expect(line(1).queryByText(/không phải là số/)).toBeNull()
})

it('forgets what was read when a line changes afterwards, and removes lines but the last', async () => {
  draw()
  fillIn(1)
  expect(screen.queryByText('Bỏ')).toBeNull()
  fireEvent.click(screen.getByText('Thêm dòng'))
  type(2, /Giá trị/, '2')
  fireEvent.click(screen.getByText('Xem trước'))
  await waitFor(() => screen.getByText('Gửi để duyệt'))
  fireEvent.click(screen.getByLabelText('Bỏ dòng 1'))
  expect(screen.queryByText('Gửi để duyệt')).toBeNull()
  expect(line(1).getByLabelText<HTMLInputElement>(/Giá trị/).value).toBe('2')
})
