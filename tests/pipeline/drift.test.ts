import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { CHECK_OF_RULE, type DriftRule, LiveAnswer, type LiveValue, LostRowsAnswer, QualityAnswer, QualityWord, QuarantineAnswer, QuarantineOutcome, ReadingsAnswer, SourcesAnswer, wordOfRule } from '#contract'
import type { Fault } from '../../fixtures/departments/faults.ts'
import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { copyDeployment, type CopiedDeployment, withDue } from '../support/copied-deployment.ts'
import { PUSH_KEY, startTestServer, type TestServer } from '../support/server.ts'
import { waitUntil } from '../support/wait-until.ts'

let departments: Departments
let deployment: CopiedDeployment
let server: TestServer
const SLOW_MS = 120_000

beforeAll(async () => {
  departments = await startDepartments()
  await untilAfternoon()
  deployment = await copyDeployment()
  await deployment.edit('indicators.csv', withDue(/^egov\./, 'every 4s grace 1s'))
  await deployment.edit('sources/egov.yaml', (text) => text.replace(/every: \w+/, 'every: 1s'))
  await deployment.edit('sources/tthc.yaml', (text) => text.replace(/every: \w+/, 'every: 1s'))
  server = await startTestServer({ IOC_DEPLOYMENT: deployment.dir, TEST_DEPARTMENTS_URL: departments.url, LOG_LEVEL: 'silent', DATABASE_URL: '' })
  await waitTelling('PostgreSQL is there', async () => QualityAnswer.parse(await ask('quality')).counted === 'hours')
  for (const source of ['egov', 'tthc']) await waitTelling(`${source} is known`, async () => (await quarantine(source)).learnt >= 3)
}, SLOW_MS)
afterAll(async () => {
  await server?.stop()
  await deployment?.remove()
  await departments?.stop()
})
beforeEach(async () => {
  await play('none')
  await waitTelling('numbers flow', flows)
}, SLOW_MS)

async function control(change: object): Promise<{ playedNow: string }> {
  const response = await fetch(`${departments.url}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) })
  return (await response.json()) as { playedNow: string } // the player's own words
}
const play = (fault: Fault, speed = 1) => control({ departments: { egov: { fault } }, speed })

/** The department puts its figures together once a minute, and anew whenever somebody turns its clock: so it always has news. */
const waitTelling = <T>(what: string, look: () => Promise<T | false | undefined>) => waitUntil(what, async () => {
  await control({ speed: 1 })
  return look()
}, { withinMs: 60_000, everyMs: 500 })

/** A working day's afternoon in the played world: documents have come and gone. */
async function untilAfternoon(): Promise<void> {
  await control({ speed: 3_600 })
  await waitUntil('it is afternoon', async () => {
    const local = new Date(Date.parse((await control({})).playedNow) + 7 * 3_600_000)
    return local.getUTCHours() >= 14 && local.getUTCHours() < 16 && local.getUTCDay() > 0 && local.getUTCDay() < 6
  }, { withinMs: 100_000, everyMs: 100 })
  await control({ speed: 1 })
}

async function ask(path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(`${server.url}/api/v1/${path}`, init)
  return response.json()
}
const quarantine = async (source = 'egov') => QuarantineAnswer.parse(await ask(`sources/${source}/quarantine`))
const live = async (feed = 'egov') => LiveAnswer.parse(await ask(`live?feeds=${feed}`))
const own = ({ values }: LiveAnswer): Map<string, LiveValue> => new Map(values.filter(({ source }) => source === 'egov').map((value): [string, LiveValue] => [value.series, value]))
async function flows(): Promise<boolean> {
  const { sources } = await live()
  return sources.some(({ id, error, freshness }) => id === 'egov' && error === undefined && freshness === 'live')
}

async function told(): Promise<Record<string, unknown>[]> {
  const answer = (await (await fetch(`${departments.url}/egov/api/v1/tong-hop`)).json()) as { duLieu: { danhSach: Record<string, unknown>[] } } // the player's own shape
  return answer.duLieu.danhSach
}

type Lost = Record<QualityWord, number>

/** What each word has lost so far: figures, answers and places. How punctual a pass a second is says more of this machine than of anybody's answers. */
async function lost(): Promise<{ egov: Lost; tthc: Lost }> {
  const read = async () => QualityAnswer.parse(await ask('quality?by=source'))
  const passes = ({ rows }: QualityAnswer) => rows.find(({ source }) => source === 'egov')?.passes ?? 0
  // PostgreSQL takes passes in their order: with two more, all that were told before are counted.
  const first = passes(await read())
  const { rows } = await waitTelling('two more passes are counted', async () => {
    const now = await read()
    return now.counted === 'hours' && passes(now) >= first + 2 && now
  })
  const of = (id: string) => Object.fromEntries(QualityWord.options.map((word) => {
    const checks = (rows.find(({ source }) => source === id)?.checks ?? []).filter((one) => one.word === word && one.check !== 'on-time')
    return [word, checks.reduce((sum, { all, good }) => sum + all - good, 0)]
  })) as Lost // all four
  return { egov: of('egov'), tthc: of('tthc') }
}

/** No figure is a thousand times, or a thousandth of, what the department told before the fault, and none fell to zero. */
function expectTrue(before: Map<string, LiveValue>, now: Map<string, LiveValue>): void {
  const wrong = [...now].flatMap(([series, { value }]) => {
    const was = before.get(series)?.value
    if (typeof was !== 'number' || typeof value !== 'number' || was === 0) return []
    return value / was > 20 || value / was < 0.05 ? [`${series}: ${was} -> ${value}`] : []
  })
  expect(wrong).toEqual([])
  expect([...before.keys()].filter((series) => !now.has(series))).toEqual([])
}

/** A refusal is told as it stands, not as a shape that is missing. */
function asOutcome(answer: unknown): QuarantineOutcome {
  const parsed = QuarantineOutcome.safeParse(answer)
  if (!parsed.success) throw new Error(`no outcome: ${JSON.stringify(answer)}`)
  return parsed.data
}

const found = async (rule: DriftRule) => {
  const { notes, cases } = await quarantine()
  const [newest] = cases
  return notes.find((one) => one.rule === rule) ?? (newest?.state === 'held' ? newest.findings.find((one) => one.rule === rule) : undefined)
}

it.each<[Fault, DriftRule, 'hold-answer' | 'hold-samples' | 'note']>([
  ['renamed-field', 'renamed-field', 'hold-answer'],
  ['unit-x1000', 'unit-factor', 'hold-samples'],
  ['decimal-as-thousands', 'decimal-as-thousands', 'hold-samples'],
  ['yesterday', 'old-answer', 'hold-answer'],
  ['zero-rows', 'no-rows', 'hold-answer'],
  ['text-for-number', 'text-for-number', 'note'],
  ['duplicate-rows', 'duplicate-rows', 'hold-samples'],
  ['partial', 'missing-subjects', 'note'],
  ['zero-for-empty', 'zero-for-empty', 'hold-samples'],
  ['wrong-zone', 'wrong-zone', 'hold-answer'],
])('catches %s as %s, shows nothing false, leaves the other source alone, and goes on when it is over', async (fault, rule, severity) => {
  const before = own(await live())
  expect(before.size).toBeGreaterThan(500)
  const scored = await lost()
  const began = new Date().toISOString()
  await play(fault)
  const finding = await waitTelling(`${rule} is found`, () => found(rule))
  expect(finding.severity).toBe(severity)
  await waitTelling('the pass after it is there', async () => severity === 'note' || ((await quarantine()).cases[0]?.count ?? 0) > 1)
  const during = await waitUntil('the wall is told as well', async () => {
    const now = await live()
    return (severity === 'hold-answer') === (now.sources.find(({ id }) => id === 'egov')?.error !== undefined) && now
  })
  expectTrue(before, own(during))
  expect(during.sources.find(({ id }) => id === 'egov')?.error?.kind).toBe(severity === 'hold-answer' ? 'drift' : undefined)
  expect((await live('tthc')).sources.find(({ id }) => id === 'tthc')?.error).toBeUndefined()
  expect(await quarantine('tthc')).toMatchObject({ notes: [], cases: [] })
  // What the agency is answered: the finding with what was and what is, under the very check that lost, and the bytes of the pass.
  const { rows } = await waitTelling('the lost rows are there', async () => {
    const answer = LostRowsAnswer.parse(await ask(`quality/rows?source=egov&check=${CHECK_OF_RULE[rule]}&from=${began}`))
    return answer.rows.some(({ findings }) => findings.some((one) => one.rule === rule)) && answer
  })
  const toldOf = rows.flatMap(({ findings }) => findings).find((one) => one.rule === rule)
  expect(toldOf).toMatchObject({ word: wordOfRule(rule), text: { vi: expect.stringMatching(/./) as unknown, en: expect.stringMatching(/./) as unknown } })
  expect([toldOf?.before === undefined, toldOf?.after === undefined]).toEqual([finding.before === undefined, finding.after === undefined])
  expect(rows[0]?.raw[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
  await play('none')
  await waitTelling('numbers flow again', async () => (await flows()) && (await quarantine()).notes.length === 0)
  // Its own score, and no other; nor one of somebody else.
  const after = await lost()
  const moved = QualityWord.options.filter((word) => after.egov[word] !== scored.egov[word])
  expect(moved).toEqual([wordOfRule(rule)])
  expect(after.tthc).toEqual(scored.tthc)
  const commune = (await told()).find(({ capDonVi }) => capDonVi === 'XA')
  await waitUntil('what the department tells is shown', async () => own(await live()).get(`egov.documents-incoming@tn2025-${String(commune?.['maDonVi'])}`)?.value === commune?.['vanBanDen'], { withinMs: 30_000 })
}, SLOW_MS)

it('takes it off the scores of the source, and of no other', async () => {
  const { sources } = SourcesAnswer.parse(await ask('sources'))
  expect(sources.find(({ id }) => id === 'egov')?.info).toMatchObject({ driver: 'http-json', origin: 'simulated', everyMs: expect.any(Number) })
  const [egov, tthc] = ['egov', 'tthc'].map((id) => sources.find((one) => one.id === id)?.scores)
  expect(egov?.correct).toBeLessThan(100)
  expect(egov?.lost.map(({ word }) => word)).toContain('correct')
  expect(tthc).toMatchObject({ correct: 100, clean: 100 })
})

it('reads a held answer again once the mapping is mended, also after a restart, and shows its figures', async () => {
  await play('renamed-field')
  await waitTelling('the answer is held', async () => (await quarantine()).cases[0]?.findings[0]?.rule === 'renamed-field')
  await server.restart()
  const { cases: [held] } = await waitUntil('the case is still there', async () => {
    const now = await quarantine()
    return now.cases[0]?.state === 'held' && now
  })
  const rerun = async () => asOutcome(await ask(`sources/egov/quarantine/${held?.run}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ action: 'rerun' }) }))
  expect(await rerun()).toMatchObject({ published: 0, case: { state: 'held' }, findings: [{ rule: 'renamed-field', pointer: '/vanBanDen' }] })
  await control({ departments: { egov: { fault: 'down' } } })
  await deployment.edit('sources/egov.yaml', (text) => `${text}readings:\n  egov.documents-incoming: { value: /soVanBanDen }\n`)
  const outcome = await waitUntil('it is good', async () => {
    const now = await rerun()
    return now.case.state === 'released' && now
  }, { withinMs: 30_000, everyMs: 300 })
  expect(outcome.published).toBeGreaterThan(500)
  await waitUntil('its figures are shown', async () => {
    const lineage = (await ask('samples/egov.documents-incoming@tn2025-25459/lineage')) as { run?: { id: string }; record?: { pointer?: string } } // looked at below
    // Two answers of one second may tell the same: then the first has told it.
    return outcome.runs.some((run) => run === lineage.run?.id) && lineage.record?.pointer === '/soVanBanDen'
  }, { withinMs: 30_000 })
  const signed = await fetch(`${server.url}/api/v1/sources/egov/quarantine/${held?.run}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ action: 'accept', reason: 'không tên' }) })
  expect(signed.status).toBe(403)
  expect((await fetch(`${server.url}/api/v1/sources/egov/quarantine/${held?.run}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"action":"rerun"}' })).status).toBe(409)
}, SLOW_MS)

it('keeps as one case what is a login page, says so, and takes the next good answer', async () => {
  await play('login-page')
  const held = await waitTelling('it waits', async () => (await quarantine()).cases.find(({ state, findings }) => state === 'held' && findings[0]?.rule === 'unreadable'))
  expect(held.findings[0]).toMatchObject({ text: { vi: expect.stringMatching(/^Câu trả lời là trang HTML đăng nhập.*, trước nay là JSON\./) as string }, before: { vi: 'JSON' } })
  await waitTelling('the next belongs to it', async () => ((await quarantine()).cases.find(({ run }) => run === held.run)?.count ?? 0) > 1)
  expect((await quarantine()).cases.filter(({ state, findings }) => state === 'held' && findings[0]?.rule === 'unreadable')).toHaveLength(1)
}, SLOW_MS)

it('holds what is pushed and a thousand times as large, with a true answer that is the same after a kill', async () => {
  const push = async (factor: number, key: string) => {
    const records = Array.from({ length: 8 }, (_, i) => ({ indicator: `ioc.push-demo-0${i + 1}`, subject: 'tn2025', at: SENT_AT, value: (20 + i) * factor }))
    const answer = await fetch(`${server.url}/api/v1/sources/push-demo/readings`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${PUSH_KEY}`, 'idempotency-key': key }, body: JSON.stringify(records) })
    return { status: answer.status, answer: ReadingsAnswer.parse(await answer.json()) }
  }
  const SENT_AT = new Date().toISOString()
  for (let i = 0; i < 4; i += 1) expect(await push(1, `usual-${i}`)).toMatchObject({ status: 200, answer: { accepted: 8 } })
  const first = await push(1_000, 'large')
  expect(first).toMatchObject({ status: 202, answer: { accepted: 0, held: { count: 8, why: [expect.stringMatching(/gấp chừng 1\.000 lần/) as string] } } })
  await server.kill()
  await server.restart()
  expect(await push(1_000, 'large')).toEqual(first)
  expect(await quarantine('push-demo')).toMatchObject({ isWatched: true, cases: [{ state: 'held', count: 1, kept: 1, findings: [{ rule: 'unit-factor' }] }] })
  expect((await live('push-demo')).values.filter(({ source }) => source === 'push-demo').map(({ value }) => Number(value)).sort((a, b) => a - b)).toEqual([20, 21, 22, 23, 24, 25, 26, 27])
}, SLOW_MS)
