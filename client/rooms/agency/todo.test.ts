import { beforeAll, expect, it } from 'vitest'
import type { Explanation, QuarantineAnswer, SeriesName, SubmissionsAnswer, TargetsAnswer } from '#contract'
import { fetchDeskTexts, SAYS } from '../../locale/index.ts'
import { CASE_NOW, caseSources, caseView } from '../../widgets/sample-views.ts'
import { sampleNames } from './sample-names.ts'
import { type TodoFacts, todosOf } from './todo.ts'

beforeAll(fetchDeskTexts)

const bad = caseView({ value: 61, target: 98 })
const editor = { name: 'so.nhap', roles: ['agency-editor' as const] }
const said = (facts: Partial<TodoFacts>) => todosOf({ views: [], sources: [], ownsSources: true, submissions: undefined, held: [], explained: new Map(), viewer: editor, now: CASE_NOW, today: '2026-11-24', ...facts }, sampleNames, SAYS.vi)
const explained = (until: string) => new Map<SeriesName, Explanation>([[bad.series, { until } as Explanation]])
const answer = (sources: object[], submissions: object[]) => ({ sources, submissions }) as unknown as SubmissionsAnswer // as much of it as is looked at
const sheet = { id: 'dti', may: ['send'], way: 'file', indicators: ['tthc.on-time-rate'] }

it('asks for an explanation of what is missed, until there is one, and again once its day has passed', () => {
  expect(said({ views: [bad] })).toMatchObject([{ title: 'Giải trình Thủ tục hành chính đúng hạn', href: `/figure/${encodeURIComponent(bad.series)}#explain`, go: 'explain' }])
  expect(said({ views: [bad], explained: explained('2026-11-24') })).toEqual([])
  expect(said({ views: [bad], explained: explained('2026-11-23') })).toMatchObject([{ title: expect.stringContaining('đã quá hạn') as string, detail: 'hẹn khắc phục trước hết ngày 23/11/2026' }])
  expect(said({ views: [caseView({ value: 99, target: 98 }), caseView({ value: 61, target: 98, freshness: 'stale', subject: 'b' })] })).toEqual([])
})

it('asks nobody who may not explain, and not while explanations cannot be read', () => {
  expect(said({ views: [bad], viewer: { name: 'xem', roles: ['leader'] } })).toEqual([])
  expect(said({ views: [bad], explained: undefined })).toEqual([])
})

it('counts what it does not list', () => {
  const views = Array.from({ length: 7 }, (_, i) => caseView({ value: 61 + i, target: 98, subject: `s${i}` }))
  expect(said({ views }).map(({ title }) => title).at(-1)).toBe('Còn 3 số nữa chưa đạt mà chưa có giải trình')
})

it('names the sources that are late, the stale ones first, and none that has announced a pause', () => {
  const todos = said({ sources: caseSources() })
  expect(said({ sources: caseSources(), ownsSources: false })).toEqual([])
  const statuses = todos.map(({ status }) => status)
  expect(statuses).toEqual(statuses.toSorted())
  expect(todos.length).toBe(caseSources().filter(({ freshness }) => freshness !== 'live').length)
  expect(said({ sources: caseSources().map((one) => ({ ...one, ...(one.health && { health: { ...one.health, paused: true } }) })) }).every(({ key }) => caseSources().find(({ info }) => key === `late ${info.id}`)?.health === undefined)).toBe(true)
})

it('says which table is due, until it is handed in', () => {
  const views = [caseView({ value: 99, freshness: 'stale' }), caseView({ value: undefined, subject: 'b' })]
  expect(said({ views, submissions: answer([sheet], []) })).toMatchObject([{ status: 'bad', title: 'Nộp Chỉ số chuyển đổi số', detail: '2 số đến hạn hoặc chưa có', href: '/agency?part=send' }])
  expect(said({ views, submissions: answer([sheet], [{ id: '1', source: 'dti', state: 'waiting', may: [] }]) })).toEqual([])
  expect(said({ views, submissions: answer([{ ...sheet, may: ['approve'] }], []) })).toEqual([])
  expect(said({ views: [caseView({ value: 99 })], submissions: answer([sheet], []) })).toEqual([])
})

it('leads to what waits for my signature, to what was sent back to me, and to what is held', () => {
  const submissions = answer([], [
    { id: 'b', source: 'dti', state: 'waiting', may: ['approve'], sentAt: '2026-11-24T02:00:00.000Z', sentBy: 'khac' },
    { id: 'a', source: 'dti', state: 'refused', may: [], sentAt: '2026-11-23T02:00:00.000Z', sentBy: 'so.nhap', answer: 'lệch kỳ' }, { id: 'z', source: 'dti', state: 'refused', may: [], sentBy: 'so.nhap' },
  ])
  const held = [{ source: 'dti', cases: [{ state: 'held', count: 3 }, { state: 'accepted', count: 9 }] }] as unknown as QuarantineAnswer[]
  expect(said({ submissions, held }).map(({ title, detail, href }) => [title, detail, href])).toEqual([
    ['Chỉ số chuyển đổi số: đang giữ 3 câu trả lời', 'khác mọi lần trước, chờ người xem', '/agency?part=quality'],
    ['1 bản chờ duyệt', 'cũ nhất gửi lúc 24/11/2026 09:00', '/agency?part=waiting&open=b'],
    ['Chỉ số chuyển đổi số: bị trả lại', 'lệch kỳ', '/agency?part=sent&open=a'],
  ])
})

it('counts the targets that wait for me, and tells of the last of mine that came back', () => {
  const one = (more: object) => ({ id: 'a', indicator: 'dti.score', subject: 'tn-1', state: 'waiting', sentBy: 'so.nhap2', sentAt: '2026-11-24T02:00:00.000Z', may: ['approve', 'return'], ...more })
  const targets = (...registrations: object[]) => ({ registrations, mayRegister: [] }) as unknown as TargetsAnswer // as much of it as is looked at
  expect(said({ targets: targets(one({ sentAt: '2026-11-24T03:00:00.000Z' }), one({ subject: 'tn-2' })) })).toMatchObject([{ title: '2 chỉ tiêu chờ duyệt', detail: 'cũ nhất gửi lúc 24/11/2026 09:00', href: '/agency?part=targets' }])
  const returned = one({ state: 'returned', sentBy: 'so.nhap', may: [], answer: 'sai số văn bản' })
  expect(said({ targets: targets(returned) })).toMatchObject([{ title: 'Điểm nội bộ: chỉ tiêu bị trả lại', detail: 'sai số văn bản' }])
  expect(said({ targets: targets(one({ may: [], sentBy: 'so.nhap' }), returned) })).toEqual([])
})
