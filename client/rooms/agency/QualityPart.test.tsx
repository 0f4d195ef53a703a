import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { QuarantineAnswer, type QuarantineOutcome } from '#contract'
import { QualityPart } from './QualityPart.tsx'
import { sampleNames } from './sample-names.ts'

const PATIENT = { timeout: 10_000 }
const AT = Date.parse('2026-10-15T03:00:00Z')
const FINDING = { rule: 'renamed-field', word: 'clean', severity: 'hold-answer', text: 'Trường /vanBanDen nay không còn.', pointer: '/vanBanDen', before: '/vanBanDen = 31', after: '/soVanBanDen = 33', example: { index: 1, text: '{"soVanBanDen":33}' }, held: 0 }
const CASE = { run: 'egov:mwx1-00000001', firstAt: AT, lastAt: AT + 600_000, count: 3, kept: 3, scope: 'answer', state: 'held', findings: [FINDING] }
const answer = (change: object = {}) => QuarantineAnswer.parse({ source: 'egov', isWatched: true, learnt: 20, notes: [], cases: [CASE], mayDecide: true, ...change })

let sent: unknown[]
let outcome: () => Response
const again = vi.fn(async () => undefined)
const settled = (state: string, change: Partial<QuarantineOutcome> = {}) => Response.json({ case: { ...CASE, state }, runs: [], published: 940, findings: [], unreadable: 0, ...change })
beforeEach(() => {
  sent = []
  again.mockClear()
  outcome = () => settled('released')
  vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
    sent.push([path, JSON.parse(init.body)])
    return outcome()
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const drawn = (...answers: QuarantineAnswer[]) => <QualityPart quality={{ answer: answers, thrown: undefined, readAt: AT, again }} names={sampleNames} />
const draw = (...answers: QuarantineAnswer[]) => render(drawn(...answers))
const PATH = '/api/v1/sources/egov/quarantine/egov%3Amwx1-00000001'
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

it('says what was found, before and after, with a record that shows it', () => {
  draw(answer())
  expect(screen.getByText('Đang giữ 3 câu trả lời')).toBeTruthy()
  const item = within(document.querySelector<HTMLElement>('[data-rule="renamed-field"]') ?? document.body)
  expect(item.getByText('Trường /vanBanDen nay không còn.')).toBeTruthy()
  expect([...document.querySelectorAll('.diff dd')].map((one) => one.textContent)).toEqual(['/vanBanDen = 31', '/soVanBanDen = 33'])
  expect(item.getByText('{"soVanBanDen":33}')).toBeTruthy()
})

it('reads again at one click, and says what came of it, also when the case has left', async () => {
  const shown = draw(answer())
  fireEvent.click(button('Đọc lại'))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('egov. Đã xử lý, 940 số lên màn hình.'), PATIENT)
  expect(sent).toEqual([[PATH, { action: 'rerun' }]])
  expect(again).toHaveBeenCalledOnce()
  shown.rerender(drawn(answer({ cases: [{ ...CASE, state: 'released' }] })))
  expect(screen.getByRole('status').textContent).toContain('940 số')
})

it('says why it still waits', async () => {
  outcome = () => settled('held', { published: 0, findings: answer().cases[0]?.findings ?? [] })
  draw(answer())
  fireEvent.click(button('Đọc lại'))
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('vẫn giữ: Trường /vanBanDen nay không còn.'), PATIENT)
})

it.each([['Thay đổi này đúng', 'accept'], ['Bỏ, không tính', 'discard']])('%s: only with a reason', async (name, action) => {
  draw(answer())
  expect(button(name).disabled).toBe(true)
  fireEvent.change(screen.getByLabelText('Lý do'), { target: { value: ' đã đổi phần mềm ' } })
  fireEvent.click(button(name))
  await waitFor(() => expect(sent).toEqual([[PATH, { action, reason: 'đã đổi phần mềm' }]]), PATIENT)
})

it('offers nothing to who only looks', () => {
  draw(answer({ mayDecide: false }))
  expect(screen.queryAllByRole('button')).toEqual([])
  expect(screen.getByText('Tài khoản này chỉ xem.')).toBeTruthy()
})

it('says the four scores, and what lost the most', () => {
  draw(answer({ cases: [], scores: { correct: 100, complete: 75, clean: 99.9, passes: 30, lost: [{ word: 'complete', points: 25, text: '24 nơi vắng mặt' }] } }))
  expect([...document.querySelectorAll('.quality-table td.is-figure')].map((cell) => cell.textContent)).toEqual(['100', '75', '99,9', '–'])
  expect(screen.getByText('24 nơi vắng mặt')).toBeTruthy()
})

it('says the state of every source by shape and word, and who decided last', () => {
  draw(answer(), answer({ source: 'tthc', cases: [{ ...CASE, state: 'accepted', decidedBy: 'quan-tri', decidedAt: AT, reason: 'đổi đơn vị' }] }), answer({ source: 'dti', cases: [], learnt: 1 }))
  const lines = [...document.querySelectorAll('.quality-table tbody tr')].map((row) => [row.querySelector('svg') !== null, row.textContent])
  expect(lines).toEqual([
    [true, expect.stringContaining('Đang giữ 1')], [true, expect.stringMatching(/Như thường.*Chấp nhận.*quan-tri.*đổi đơn vị/)], [true, expect.stringContaining('Đang học, chưa đủ 3 lần')],
  ])
})
