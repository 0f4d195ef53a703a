import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Catalogue } from '#contract'
import { ownOf } from './own.ts'
import { sampleCatalogue, sampleViewer } from './sample-names.ts'
import { emptyTarget } from './target-form.ts'
import { TargetForm } from './TargetForm.tsx'

const CATALOGUE = {
  ...sampleCatalogue, agencies: [{ id: 'gov.a', name: { vi: 'Sở A', en: 'A' } }], indicators: sampleCatalogue.indicators.map((one) => ({ ...one, owner: 'gov.a', domain: 'dti' })), sources: [],
  targets: [{ indicator: 'dti.score', subject: 'tn', value: 300, main: true, validFrom: '2025-07-01' }],
} as unknown as Catalogue // as much of it as the form looks at
const DONE = vi.fn(async () => undefined)
let sent: unknown[]
let answer: () => Response
beforeEach(() => {
  sent = []
  DONE.mockClear()
  answer = () => Response.json({})
  vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
    sent.push([path, JSON.parse(init.body)])
    return answer()
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const draw = () => render(
  <TargetForm
    first={emptyTarget('dti.score', 'tn', '2026-11-20')} catalogue={CATALOGUE} viewer={sampleViewer} own={ownOf(CATALOGUE, { ...sampleViewer.scope, agencies: ['gov.a'] }, undefined)}
    mayRegister={new Set(['dti.score', 'dti.users'])} today="2026-11-20" close={() => undefined} done={DONE}
  />,
)
const field = (name: string, at = 0) => {
  const found = screen.getAllByLabelText<HTMLInputElement>(name)[at]
  if (found === undefined) throw new Error(`no field ${name}`)
  return found
}
const type = (name: string, value: string, at = 0) => fireEvent.change(field(name, at), { target: { value } })
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Ký và gửi duyệt' }))
const why = (name: string, at = 0) => (field(name, at).getAttribute('aria-invalid') === 'true' ? document.getElementById(field(name, at).getAttribute('aria-describedby') ?? '')?.querySelector('span')?.textContent : undefined)
const fill = (value = '350') => {
  type('Giá trị (điểm)', value)
  type('Số văn bản', '15/QĐ-UBND')
  type('Ngày văn bản', '2026-01-05')
  type('Trích yếu', 'giao chỉ tiêu')
  type('Lý do', 'Theo quyết định giao chỉ tiêu.')
}

it('names each field that is wrong and why, sends nothing, and leads to the first', () => {
  draw()
  type('Giá trị (điểm)', '95 hồ sơ')
  type('Năm', '26')
  send()
  expect([why('Giá trị (điểm)'), why('Năm'), why('Số văn bản'), why('Ngày văn bản'), why('Trích yếu'), why('Lý do')]).toEqual([
    'Sai đơn vị: chỉ số tính bằng điểm, không phải hồ sơ', 'Năm dạng 2027', 'Chưa ghi số văn bản', 'Chưa ghi ngày văn bản', 'Trích yếu từ 3 ký tự', 'Lý do từ 10 ký tự',
  ])
  expect(document.activeElement).toBe(field('Năm'))
  expect(sent).toEqual([])
})

it('does not take an end before the beginning', () => {
  draw()
  fill()
  fireEvent.click(screen.getByLabelText('Từ ngày đến ngày'))
  type('Từ ngày', '2026-12-31')
  type('Đến ngày (có thể để trống)', '2026-01-01')
  send()
  expect(why('Đến ngày (có thể để trống)')).toBe('Ngày kết thúc đứng trước ngày bắt đầu')
  expect(sent).toEqual([])
})

it('sends several targets with one main one, each with its paper, and says what holds today', async () => {
  draw()
  expect(screen.getByText('Hôm nay đang dùng: 300 điểm, từ 01/07/2025 chưa ghi ngày kết thúc.')).toBeTruthy()
  fill('1.350,5')
  fireEvent.click(screen.getByRole('button', { name: 'Thêm chỉ tiêu khác' }))
  type('Giá trị (điểm)', '400', 1)
  const second = within(screen.getByRole('group', { name: 'Chỉ tiêu thứ 2' }))
  fireEvent.click(second.getByLabelText('Chỉ tiêu chính, dùng để đánh giá'))
  fireEvent.click(screen.getByLabelText('Quý'))
  send()
  await waitFor(() => expect(sent).toHaveLength(1))
  const paper = { number: '15/QĐ-UBND', day: '2026-01-05', about: 'giao chỉ tiêu' }
  expect(sent).toEqual([['/api/v1/targets', { indicator: 'dti.score', subject: 'tn', unit: 'điểm', period: '2026-Q4', reason: 'Theo quyết định giao chỉ tiêu.', values: [{ value: 1350.5, main: false, paper }, { value: 400, main: true, paper }] }]])
})

it('shows what the server refuses at the field it is about, and keeps what was typed', async () => {
  answer = () => Response.json({ title: 'Yêu cầu sai', status: 400, code: 'bad-request', detail: 'Giá trị 900 nằm ngoài khoảng', errors: [{ pointer: '/values/0/value', message: 'Giá trị 900 nằm ngoài khoảng của chỉ số: từ 0 đến 500 điểm' }] }, { status: 400 })
  draw()
  fill('900')
  send()
  await waitFor(() => expect(why('Giá trị (điểm)')).toBe('Giá trị 900 nằm ngoài khoảng của chỉ số: từ 0 đến 500 điểm'))
  expect([field('Giá trị (điểm)').value, DONE.mock.calls]).toEqual(['900', []])
})
