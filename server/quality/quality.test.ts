import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type AccountName, type Check, CURSOR_ZERO, type IndicatorId, QualityAnswer, type QualityRow, QualitySettings, type Run, type SourceId, type SourceInfo, type Tally } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../tests/support/postgres.ts'
import { type Bus, createMemoryBus, type LogEntry } from '../bus/index.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Db, DbUnavailableError } from '../db/index.ts'
import { createQuality, dropTallies, type Quality, writeTallies } from './index.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** A whole hour, some hours ago. */
const START = Date.parse('2026-10-15T03:00:00Z')
const SOURCES = [{ id: 'egov', agency: 'gov.office' }, { id: 'tthc', agency: 'gov.office' }, { id: 'soc', agency: 'gov.police' }] as SourceInfo[] // as much as is looked at
const NUMBERS: Record<string, number> = {}

let postgres: TestPostgres
let db: Db
let now: number
let bus: Bus
const clock: Clock = { ...systemClock, now: () => now }
beforeAll(async () => {
  postgres = await startTestPostgres()
  db = postgres.openDb()
})
afterAll(() => postgres?.stop())
beforeEach(async () => {
  now = START
  bus = createMemoryBus({ clock })
  await db.query('truncate quality_hour, quality_watch, quality_gap, planned_outage, run, source restart identity')
  for (const { id } of SOURCES) NUMBERS[id] = (await db.query<{ id: number }>('insert into source (name) values ($1) returning id', [id]))[0]?.id ?? 0
})

const made = (settings: object = {}, on: Db = db): Quality => createQuality({
  db: on, bus, clock, sources: () => SOURCES, catalogue: () => ({ indicators: [{ id: 'egov.a' }, { id: 'egov.b' }] as never }), settings: () => QualitySettings.parse(settings), newId: randomUUID, runsKeptMs: 8 * 24 * HOUR,
})

let nth = 0
function run(endedAt: number, tally: Partial<Tally> = {}, more: Partial<Run> = {}): Run {
  nth += 1
  return { id: `egov:${nth}` as Run['id'], source: 'egov' as SourceId, startedAt: endedAt, endedAt, fence: 1, raw: [], accepted: 100, unchanged: 0, rejected: 0, rejects: [], tally: { figures: { 'egov.a': 60, 'egov.b': 40 }, isJudged: true, everyMs: MINUTE, places: 20, ...tally }, ...more }
}
const failed = (endedAt: number): Run => run(endedAt, { figures: {}, isJudged: false, places: 0, lost: [['answered', '', 1]] }, { accepted: 0, error: { kind: 'unreachable', message: { vi: 'không nối được', en: 'cannot connect' } } })
const take = (...runs: Run[]) => db.transaction((queries) => writeTallies(queries, runs.map((one): LogEntry => ({ cursor: CURSOR_ZERO, run: one, samples: [] })), (name) => NUMBERS[name] ?? 0))
/** A pass a minute. */
const minutes = (count: number, from = START, of: (at: number, i: number) => Run = (at) => run(at)) => Array.from({ length: count }, (_, i) => of(from + i * MINUTE, i))
const ask = async (by: QualityAnswer['by'] = 'source', quality = made(), from = START, to = START + HOUR) => QualityAnswer.parse(await quality.scores({ from, to, by, maySee: () => true }))
const egov = async (...all: Parameters<typeof ask>): Promise<QualityRow> => {
  const found = (await ask(...all)).rows.find(({ source }) => source === 'egov')
  if (found === undefined) throw new Error('no egov')
  return found
}
const words = ({ correct, complete, clean, alive }: QualityRow) => ({ correct, complete, clean, alive })
const ALL = { correct: 100, complete: 100, clean: 100, alive: 100 }
const check = (row: QualityRow, name: Check) => row.checks.find((one) => one.check === name)

it('gives a hundred in all four to who did all, and nothing to who was never asked', async () => {
  await take(...minutes(60))
  expect(words(await egov())).toEqual(ALL)
  expect((await ask()).rows.find(({ source }) => source === 'soc')).toEqual({ agency: 'gov.police', source: 'soc', passes: 0, checks: [] })
})

it.each<[Check, object]>([
  ['unit', { correct: 90 }], ['range', { correct: 90 }], ['repeat', { correct: 90 }], ['zone', { correct: 90 }], ['zeros', { complete: 90 }], ['readable', { clean: 90 }], ['unique', { clean: 90 }],
])('takes what %s lost off its own word and off no other', async (name, change) => {
  await take(...minutes(60, START, (at) => run(at, { lost: [[name, 'egov.a', 10]] })))
  expect(words(await egov())).toEqual({ ...ALL, ...change })
})

it.each<[Check, object]>([['rows', { complete: 50 }], ['fields', { clean: 50 }], ['places', { complete: 97.5 }]])('counts %s by answer or place', async (name, change) => {
  await take(...minutes(60, START, (at, i) => run(at, i % 2 === 0 ? { lost: [[name, '', 1]] } : {})))
  // By default a few places may be missing before anything is lost.
  expect(words(await egov('source', made({ checks: { places: { mostly: 1 } } })))).toEqual({ ...ALL, ...change })
})

it('is the same number whether passes are told one by one or together, and adds nothing twice', async () => {
  const all = minutes(90, START, (at, i) => (i % 10 < 3 ? failed(at) : run(at, { lost: [['unit', 'egov.a', 1]] })))
  await take(...all)
  const kept = await ask('dataset', made(), START, START + 2 * HOUR)
  const rows = await db.query('select dataset, what, at, n from quality_hour order by dataset, what, at')
  await db.query('truncate quality_hour, quality_watch, quality_gap')
  for (const one of all) await take(one)
  expect(await db.query('select dataset, what, at, n from quality_hour order by dataset, what, at')).toEqual(rows)
  expect(await ask('dataset', made(), START, START + 2 * HOUR)).toEqual(kept)
})

it('leaves nothing behind of a batch that was undone', async () => {
  await take(...minutes(10))
  const before = await db.query('select * from quality_hour order by what, dataset, at')
  await db.transaction(async (queries) => {
    await writeTallies(queries, minutes(10, START + 10 * MINUTE).map((one): LogEntry => ({ cursor: CURSOR_ZERO, run: one, samples: [] })), () => NUMBERS['egov'] ?? 0)
    throw new Error('killed')
  }).catch(() => undefined)
  expect(await db.query('select * from quality_hour order by what, dataset, at')).toEqual(before)
})

it('takes off for the time without a good answer, also after the last pass, once and not twice', async () => {
  await take(...minutes(30), ...minutes(30, START + 30 * MINUTE, failed))
  const row = await egov()
  expect(row.alive).toBeGreaterThan(48)
  expect(row.alive).toBeLessThan(52)
  expect(words(row)).toMatchObject({ correct: 100, complete: 100, clean: 100 })
  // Others go on; of this one nothing is heard at all.
  await take(...minutes(60, START + HOUR, (at) => run(at, {}, { source: 'tthc' as SourceId })))
  expect((await egov('source', made(), START + HOUR, START + 2 * HOUR)).alive).toBe(0)
})

it('holds nobody to account for the time we were away', async () => {
  await take(...minutes(10), ...minutes(10, START + 40 * MINUTE))
  expect(words(await egov())).toEqual(ALL)
})

it('counts an answer that is held against what it failed, and as an answer', async () => {
  await take(...minutes(60, START, (at) => run(at, { lost: [['repeat', 'egov.a', 60], ['repeat', 'egov.b', 40]] }, { error: { kind: 'drift', message: { vi: 'Số cũ', en: 'old figures' } }, accepted: 0, held: 100 })))
  expect(words(await egov())).toEqual({ ...ALL, correct: 0 })
})

it('gives each dataset its own losses and those of the whole answer', async () => {
  await take(...minutes(60, START, (at) => run(at, { lost: [['unit', 'egov.a', 6], ['fields', 'egov.b', 1], ['places', '', 2]] })))
  const { rows } = await ask('dataset')
  expect(rows.map(({ dataset, correct, complete, clean }) => ({ dataset, correct, complete, clean }))).toEqual([
    { dataset: 'egov.a', correct: 90, complete: 90, clean: 100 }, { dataset: 'egov.b', correct: 100, complete: 90, clean: 0 },
  ])
})

it('gives an agency what its sources have in the mean, however often they are asked', async () => {
  await take(...minutes(50, START, (at) => run(at, { lost: [['unit', 'egov.a', 10]] })).flatMap((one, i) => (i % 10 === 0 ? [one, run(one.endedAt + 1, { everyMs: 10 * MINUTE }, { source: 'tthc' as SourceId })] : [one])))
  const { rows } = await ask('agency')
  const office = rows.find(({ agency }) => agency === 'gov.office')
  expect(office?.correct).toBe(95)
  expect(office?.checks[0]).toMatchObject({ check: 'unit', source: 'egov', points: 5 })
  expect((await made().scores({ from: START, to: START + HOUR, by: 'agency', maySee: (source) => source === 'soc' })).rows.map(({ agency }) => agency)).toEqual(['gov.police'])
})

it('judges by the nearest levels: deployment, agency, source, dataset', async () => {
  await take(...minutes(60, START, (at) => run(at, { lost: [['readable', 'egov.a', 6]] })))
  const asked = async (settings: object) => check((await ask('dataset', made(settings))).rows[0] ?? (await egov()), 'readable')
  expect(await asked({})).toMatchObject({ points: 10, status: 'watch' })
  expect(await asked({ checks: { readable: { fail: 95 } } })).toMatchObject({ points: 10, status: 'bad' })
  expect(await asked({ checks: { readable: { fail: 95 } }, agencies: { 'gov.office': { readable: { mostly: 0.9 } } } })).toMatchObject({ points: 0, status: 'good' })
  const own = { checks: { readable: { mostly: 0.95 } }, datasets: { 'egov.a': { readable: { mostly: 0.5 } } } }
  expect(await asked({ agencies: { 'gov.office': { readable: { mostly: 1 } } }, sources: { egov: own } })).toMatchObject({ points: 0 })
  expect((await egov('source', made({ sources: { egov: own } }))).clean).toBe(94)
})

it('opens the passes that lost a point, with what was found and where their bytes lie', async () => {
  const lost = run(START, { lost: [['unit', 'egov.a', 3], ['readable', '', 1]] }, {
    findings: [{ rule: 'unit-factor', word: 'correct', severity: 'hold-samples', text: { vi: 'gấp 1.000 lần', en: '1,000 times' }, before: { vi: '31', en: '31' }, after: { vi: '31.000', en: '31,000' }, held: 3 }, { rule: 'text-for-number', word: 'clean', severity: 'note', text: { vi: 'có chữ', en: 'words' }, held: 0 }],
    rejects: [{ index: 4, code: 'not-a-number', reason: { vi: 'Không phải số', en: 'not a number' }, raw: 'n/a' }], raw: [{ sha256: 'a'.repeat(64), bytes: 9, place: '/secret/place' }],
  })
  for (const one of [lost, run(START + 1)]) await db.query('insert into run (id, source, ended_at, body) values ($1, $2, to_timestamp($3::float8 / 1000), $4)', [one.id, NUMBERS['egov'], one.endedAt, JSON.stringify(one)])
  const rows = (name: Check, dataset?: string) => made().lostRows({ from: START - HOUR, to: START + HOUR, source: 'egov' as SourceId, check: name, dataset: dataset as IndicatorId | undefined })
  const found = await rows('unit')
  expect(found.rows).toMatchObject([{ run: lost.id, lost: 3, findings: [{ rule: 'unit-factor', before: { vi: '31', en: '31' }, after: { vi: '31.000', en: '31,000' } }], rejects: [], raw: [{ bytes: 9 }] }])
  expect(JSON.stringify(found)).not.toContain('secret')
  expect((await rows('readable')).rows).toMatchObject([{ findings: [{ rule: 'text-for-number' }], rejects: [{ code: 'not-a-number' }] }])
  expect((await rows('unit', 'egov.b')).rows).toEqual([])
  expect((await rows('readable', 'egov.b')).rows).toHaveLength(1)
})

it('says in which stretches nothing good was heard', async () => {
  await take(...minutes(10), ...minutes(20, START + 10 * MINUTE, failed), ...minutes(10, START + 30 * MINUTE))
  const { gaps } = await made().lostRows({ from: START, to: START + HOUR, source: 'egov' as SourceId, check: 'on-time', dataset: undefined })
  expect(gaps).toEqual([{ from: new Date(START + 10.5 * MINUTE).toISOString(), to: new Date(START + 30 * MINUTE).toISOString() }])
})

const by = 'nguoi-gui' as AccountName
const declare = (fromMinute: number, toMinute: number, quality = made()) => quality.outages.declare({
  source: 'egov' as SourceId, from: new Date(START + fromMinute * MINUTE).toISOString(), to: new Date(START + toMinute * MINUTE).toISOString(), reason: 'nâng cấp phần mềm', by,
})

it('does not count what was said beforehand against đủ and sống, and all else', async () => {
  now = START - MINUTE
  await declare(10, 40)
  const during = minutes(30, START + 10 * MINUTE, (at, i) => (i < 20 ? failed(at) : run(at, { lost: [['places', '', 15], ['readable', 'egov.a', 60]] })))
  await take(...minutes(10), ...during, ...minutes(20, START + 40 * MINUTE))
  expect(words(await egov())).toMatchObject({ complete: 100, alive: 100, correct: 100 })
  expect((await egov()).clean).toBe(85)
})

it('ends an excuse where it is withdrawn', async () => {
  now = START - MINUTE
  const outage = await declare(0, 60)
  now = START + 30 * MINUTE
  await made().outages.withdraw(outage.id, by)
  await expect(made().outages.withdraw(outage.id, by)).rejects.toThrow('đã kết thúc hoặc đã được rút')
  await take(...minutes(61, START, failed))
  expect((await egov()).alive).toBe(0)
  expect((await made().outages.list())[0]).toMatchObject({ withdrawnBy: by, reason: 'nâng cấp phần mềm' })
})

it('takes no excuse afterwards', async () => {
  now = START + MINUTE
  await expect(declare(0, 60)).rejects.toThrow('phải được báo trước khi bắt đầu')
  await expect(declare(10, 5)).rejects.toThrow('phải sau')
  await expect(declare(10, 60 * 24 * 40)).rejects.toThrow('31 ngày')
  expect(await made().outages.list()).toEqual([])
})

it('says which work is under way or next', async () => {
  const quality = made()
  await declare(60, 120, quality)
  await declare(10, 20, quality)
  expect((await quality.outages.current()).get('egov' as SourceId)?.from).toBe(new Date(START + 10 * MINUTE).toISOString())
  expect(await made({}, noDb).outages.current()).toEqual(new Map())
})

const away = () => Promise.reject(new DbUnavailableError('none'))
const noDb: Db = { query: away, transaction: away, ready: away, close: async () => undefined }

it('without PostgreSQL counts the passes that are still kept, and says so', async () => {
  for (const one of minutes(20, START, (at, i) => (i % 2 === 0 ? run(at, { lost: [['unit', 'egov.a', 10]] }) : failed(at)))) await bus.publish({ run: one, samples: [] })
  now = START + 20 * MINUTE
  const quality = made({}, noDb)
  const answer = await quality.scores({ from: START, to: now, by: 'source', maySee: () => true })
  expect(answer).toMatchObject({ counted: 'passes', rows: [{ source: 'egov', correct: 90, passes: 20 }, { source: 'tthc', checks: [] }, { source: 'soc' }] })
  expect((await quality.lostRows({ from: START, to: now, source: 'egov' as SourceId, check: 'unit', dataset: undefined })).rows).toHaveLength(10)
  expect(await quality.lastDay('egov' as SourceId)).toMatchObject({ correct: 90, passes: 20, lost: expect.arrayContaining([expect.objectContaining({ word: 'correct', points: 10 })]) as unknown })
  await expect(quality.outages.list()).rejects.toThrow('PostgreSQL')
})

it('forgets what nobody may ask for any more', async () => {
  await take(...minutes(90))
  await dropTallies(db, START + HOUR)
  expect((await egov()).passes).toBe(0)
  expect((await egov('source', made(), START + HOUR, START + 2 * HOUR)).passes).toBe(30)
})

it('never rounds up to all', async () => {
  await take(run(START, { figures: { 'egov.a': 99_999 }, lost: [['unit', 'egov.a', 1]] }))
  expect((await egov()).correct).toBe(99.9)
})
