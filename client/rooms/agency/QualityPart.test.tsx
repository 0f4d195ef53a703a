import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { QuarantineAnswer, type QuarantineOutcome } from '#contract'
import { QualityPart } from './QualityPart.tsx'
import { sampleCatalogue, sampleNames } from './sample-names.ts'

const AT = Date.parse('2026-10-15T03:00:00Z')
const FINDING = { rule: 'renamed-field', word: 'clean', severity: 'hold-answer', text: 'Trường /vanBanDen nay không còn.', pointer: '/vanBanDen', before: '/vanBanDen = 31', after: '/soVanBanDen = 33', example: { index: 1, text: '{"soVanBanDen":33}' }, held: 0 }
const CASE = { run: 'egov:mwx1-00000001', firstAt: AT, lastAt: AT + 600_000, count: 3, kept: 3, scope: 'answer', state: 'held', findings: [FINDING] }
const answer = (change: object = {}) => QuarantineAnswer.parse({ source: 'egov', isWatched: true, learnt: 20, notes: [], cases: [CASE], mayDecide: true, ...change })

let sent: unknown[]
let outcome: () => Response
let told: Record<string, object>
const again = vi.fn(async () => undefined)
const settled = (state: string, change: Partial<QuarantineOutcome> = {}) => Response.json({ case: { ...CASE, state }, runs: [], published: 940, findings: [], unreadable: 0, ...change })
beforeEach(() => {
  sent = []
  again.mockClear()
  outcome = () => settled('released')
  told = { '/api/v1/quality?': { from: '2026-10-14T17:00:00.000Z', to: '2026-10-15T03:00:00.000Z', by: 'source', counted: 'hours', rows: [] }, '/api/v1/outages': { outages: [], maySay: [] } }
  vi.stubGlobal('fetch', async (path: string, init: { body?: string }) => {
    const [, answered] = Object.entries(told).find(([start]) => path.startsWith(start)) ?? []
    if (init.body === undefined && answered !== undefined) return Response.json(answered)
    if (init.body === undefined) throw new Error(`nobody answers ${path}`)
    sent.push([path, JSON.parse(init.body)])
    return outcome()
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const drawn = (...answers: QuarantineAnswer[]) => <QualityPart quality={{ answer: answers, thrown: undefined, readAt: AT, again }} names={sampleNames} catalogue={sampleCatalogue} />
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

it('says what was found in English to who reads English; what was kept before there was any is Vietnamese', () => {
  const text = { vi: FINDING.text, en: 'The field /vanBanDen is gone.' }
  const inEnglish = (finding: object) => {
    cleanup()
    render(<QualityPart quality={{ answer: [answer({ cases: [{ ...CASE, findings: [finding] }] })], thrown: undefined, readAt: AT, again }} names={{ ...sampleNames, locale: 'en' }} catalogue={sampleCatalogue} />)
    return document.querySelector('[data-rule="renamed-field"] p')?.textContent
  }
  expect([inEnglish({ ...FINDING, text }), inEnglish(FINDING)]).toEqual([text.en, FINDING.text])
})

it('reads again at one click, and says what came of it, also when the case has left', async () => {
  const shown = draw(answer())
  fireEvent.click(button('Đọc lại'))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('egov. Đã xử lý, 940 số lên màn hình.'))
  expect(sent).toEqual([[PATH, { action: 'rerun' }]])
  expect(again).toHaveBeenCalledOnce()
  shown.rerender(drawn(answer({ cases: [{ ...CASE, state: 'released' }] })))
  expect(screen.getByRole('status').textContent).toContain('940 số')
})

it('says why it still waits', async () => {
  outcome = () => settled('held', { published: 0, findings: answer().cases[0]?.findings ?? [] })
  draw(answer())
  fireEvent.click(button('Đọc lại'))
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('vẫn giữ: Trường /vanBanDen nay không còn.'))
})

it.each([['Thay đổi này đúng', 'accept'], ['Bỏ, không tính', 'discard']])('%s: only with a reason', async (name, action) => {
  draw(answer())
  expect(button(name).disabled).toBe(true)
  fireEvent.change(screen.getByLabelText('Lý do'), { target: { value: ' đã đổi phần mềm ' } })
  fireEvent.click(button(name))
  await waitFor(() => expect(sent).toEqual([[PATH, { action, reason: 'đã đổi phần mềm' }]]))
})

it('offers nothing to who only looks', () => {
  draw(answer({ mayDecide: false }))
  for (const name of ['Đọc lại', 'Thay đổi này đúng', 'Bỏ, không tính', 'Báo bảo trì']) expect(screen.queryByRole('button', { name })).toBeNull()
  expect(screen.getByText('Tài khoản này chỉ xem.')).toBeTruthy()
})

it('says the state of every source by shape and word, and who decided last', () => {
  draw(answer(), answer({ source: 'tthc', cases: [{ ...CASE, state: 'accepted', decidedBy: 'quan-tri', decidedAt: AT, reason: 'đổi đơn vị' }] }), answer({ source: 'dti', cases: [], learnt: 1 }))
  const lines = [...document.querySelectorAll('.quality-table tbody tr')].map((row) => [row.querySelector('svg') !== null, row.textContent])
  expect(lines).toEqual([
    [true, expect.stringContaining('Đang giữ 1')], [true, expect.stringMatching(/Như thường.*Chấp nhận.*quan-tri.*đổi đơn vị/)], [true, expect.stringContaining('Đang học, chưa đủ 3 lần')],
  ])
})

const ROW = {
  agency: 'so', source: 'dti', correct: 90, complete: 100, clean: 99.9, passes: 30,
  checks: [
    { check: 'unit', word: 'correct', good: 90, all: 100, points: 10, status: 'bad', text: '10 trên 100 số sai đơn vị tính' }, { check: 'readable', word: 'clean', good: 999, all: 1000, points: 0.1, status: 'good', text: '1 số không đọc được' },
    { check: 'places', word: 'complete', good: 95, all: 96, points: 0, status: 'good', text: '1 nơi vắng' },
  ],
}
const LOST = {
  source: 'dti', check: 'unit', from: '2026-10-14T17:00:00.000Z', to: '2026-10-15T03:00:00.000Z', reach: '2026-10-07T03:00:00.000Z', gaps: [], isCut: false,
  rows: [{ run: 'dti:1', at: '2026-10-15T02:00:00.000Z', lost: 10, findings: [{ rule: 'unit-factor', word: 'correct', severity: 'hold-samples', text: 'gấp chừng 1.000 lần', before: '31', after: '31.000', held: 10 }], rejects: [], raw: [{ sha256: 'a'.repeat(64), bytes: 1234 }] }],
}

it('says the four scores, where points are lost, and opens what lost one', async () => {
  told = { ...told, '/api/v1/quality/rows': LOST, '/api/v1/quality?': { ...told['/api/v1/quality?'], rows: [ROW] } }
  draw(answer({ cases: [] }))
  await waitFor(() => expect([...document.querySelectorAll('.score-table td.is-figure')].map((cell) => cell.textContent)).toEqual(['90', '100', '99,9', '–']))
  expect(document.querySelector('.score-table tbody th')?.textContent).toBe('Chỉ số chuyển đổi số')
  expect([...document.querySelectorAll('.lost-point')].map((one) => one.textContent)).toEqual(['!−10Đơn vị tính10 trên 100 số sai đơn vị tính', '−0,1Đọc được1 số không đọc được'])
  expect(document.querySelector('.score-table')?.textContent).toContain('1 nơi vắng, trong mức cho phép')
  fireEvent.click(document.querySelector<HTMLElement>('[data-check="unit"]') ?? document.body)
  await waitFor(() => expect([...document.querySelectorAll('[data-lost="unit"] .diff dd')].map((one) => one.textContent)).toEqual(['31', '31.000', '10']))
  expect(screen.getByRole<HTMLAnchorElement>('link', { name: /Bản gốc 1/ }).getAttribute('href')).toBe('/api/v1/sources/dti/runs/dti%3A1/raw/0')
})

it('says when only what is still kept could be counted', async () => {
  told = { ...told, '/api/v1/quality?': { ...told['/api/v1/quality?'], counted: 'passes' } }
  draw(answer())
  expect(await screen.findByText(/PostgreSQL không liên lạc được/)).toBeTruthy()
})

it('shows planned work, and takes more of it from who may say it', async () => {
  const outage = { id: '0b0f0c34-5f0e-4a55-9c2f-0b5a3a1f0f10', source: 'dti', from: '2026-01-01T00:00:00.000Z', to: '2999-10-16T07:00:00.000Z', reason: 'nâng cấp', declaredBy: 'nguoi-gui', declaredAt: '2025-10-15T03:00:00.000Z', mayWithdraw: true }
  told = { ...told, '/api/v1/outages': { outages: [outage], maySay: ['dti'] } }
  outcome = () => Response.json(outage, { status: 201 })
  draw(answer({ source: 'dti', cases: [] }))
  expect(await screen.findByText('Đang bảo trì')).toBeTruthy()
  expect(document.querySelector('[aria-labelledby="quality-all"] tbody th')?.textContent).toContain('Bảo trì đến 16/10/2999 14:00')
  expect(button('Báo bảo trì').disabled).toBe(true)
  fireEvent.change(screen.getByLabelText('Bắt đầu'), { target: { value: '2026-10-16T10:00' } })
  fireEvent.change(screen.getByLabelText('Kết thúc'), { target: { value: '2026-10-16T14:00' } })
  fireEvent.change(screen.getByLabelText('Lý do'), { target: { value: ' đổi máy chủ ' } })
  fireEvent.click(button('Báo bảo trì'))
  await waitFor(() => expect(sent).toEqual([['/api/v1/sources/dti/outages', { from: '2026-10-16T03:00:00.000Z', to: '2026-10-16T07:00:00.000Z', reason: 'đổi máy chủ' }]]))
})

it('says why an outage was not taken', async () => {
  told = { ...told, '/api/v1/outages': { outages: [], maySay: ['dti'] } }
  outcome = () => Response.json({ title: 'Xung đột', status: 409, code: 'conflict', detail: 'Bảo trì phải được báo trước khi bắt đầu' }, { status: 409 })
  draw(answer({ source: 'dti', cases: [] }))
  fireEvent.change(await screen.findByLabelText('Lý do'), { target: { value: 'đổi máy chủ' } })
  fireEvent.click(button('Báo bảo trì'))
  expect(await screen.findByText(/Bảo trì phải được báo trước khi bắt đầu/)).toBeTruthy()
})
