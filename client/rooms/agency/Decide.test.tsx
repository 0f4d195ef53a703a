import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Submission } from '#contract'
import { Decide } from './Decide.tsx'
import { sampleViewer } from './sample-names.ts'
import { sampleFinding, sampleSubmission } from './sample-submissions.ts'

let sent: unknown[]
let answer: () => Response
const again = vi.fn(async () => undefined)
beforeEach(() => {
  sent = []
  again.mockClear()
  answer = () => Response.json(sampleSubmission({ state: 'approved' }))
  vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
    sent.push([path, JSON.parse(init.body)])
    return answer()
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const draw = (change: Partial<Submission>) => render(<Decide submission={sampleSubmission(change)} viewer={sampleViewer} again={again} />)
const PATH = '/api/v1/submissions/00000000-0000-4000-8000-000000000001/decision'

it('approves, and has the lists read again', async () => {
  draw({ may: ['approve', 'refuse'] })
  fireEvent.click(screen.getByRole('button', { name: 'Duyệt' }))
  await waitFor(() => expect(again).toHaveBeenCalledOnce())
  expect(sent).toEqual([[PATH, { decision: 'approve' }]])
})

it('approves what is unlike before only once somebody says they have seen it, and tells the server what they saw', async () => {
  render(<Decide submission={sampleSubmission({ may: ['approve', 'refuse'] })} viewer={sampleViewer} findings={[sampleFinding, { ...sampleFinding, rule: 'missing-subjects', severity: 'note' }]} again={again} />)
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Duyệt' })
  expect(button.disabled).toBe(true)
  fireEvent.click(screen.getByRole('checkbox', { name: 'Đã xem các cảnh báo, số liệu vẫn đúng' }))
  fireEvent.click(button)
  await waitFor(() => expect(again).toHaveBeenCalledOnce())
  expect(sent).toEqual([[PATH, { decision: 'approve', seen: ['unit-factor'] }]])
})

it('sends back only with a reason', async () => {
  draw({ may: ['approve', 'refuse'] })
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Trả lại' })
  expect(button.disabled).toBe(true)
  fireEvent.change(screen.getByLabelText('Lý do trả lại'), { target: { value: ' lệch kỳ trước ' } })
  fireEvent.click(button)
  await waitFor(() => expect(again).toHaveBeenCalledOnce())
  expect(sent).toEqual([[PATH, { decision: 'refuse', answer: 'lệch kỳ trước' }]])
})

it('offers the sender to take it back, and says why they may not approve', async () => {
  draw({ may: ['withdraw'] })
  expect(screen.getByText('Người gửi không được tự duyệt; chờ người thứ hai.')).toBeTruthy()
  expect(screen.getAllByRole('button')).toHaveLength(1)
  fireEvent.click(screen.getByRole('button', { name: 'Rút lại' }))
  await waitFor(() => expect(sent).toEqual([[PATH, { decision: 'withdraw' }]]))
})

it('says why it was not decided, and looks what became of it meanwhile', async () => {
  answer = () => new Response(JSON.stringify({ title: 'x', status: 409, code: 'conflict', detail: 'Bản này đã được người khác duyệt' }), { status: 409 })
  draw({ may: ['approve'] })
  fireEvent.click(screen.getByRole('button', { name: 'Duyệt' }))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Bản này đã được người khác duyệt'))
  expect(again).toHaveBeenCalledOnce()
})

it.each([['waiting', undefined, 'Chờ duyệt'], ['approved', undefined, 'Đã duyệt'], ['approved', 'dti:1', 'Đã duyệt, đã lên màn hình'], ['refused', undefined, 'Trả lại'], ['withdrawn', undefined, 'Người gửi rút lại']] as const)('says the state by shape and word: %s %s', (state, run, word) => {
  draw({ state, ...(run === undefined ? {} : { run: run as NonNullable<Submission['run']> }) })
  expect(screen.getByText(word).querySelector('svg')).not.toBeNull()
  expect(screen.queryAllByRole('button')).toEqual([])
})
