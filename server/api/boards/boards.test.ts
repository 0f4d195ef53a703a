import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { addEdit, type BoardDraft, type BoardId, type Briefing, type Panel, type Scene, sceneOfDraft } from '#contract'
import { startTestPostgres, type TestPostgres } from '../../../tests/support/postgres.ts'
import { AWAY, DEMO_PASSWORD, type SessionRig, startSessionRig } from '../../../tests/support/session-rig.ts'
import { waitUntil } from '../../../tests/support/wait-until.ts'
import { createBoards } from '../../boards/index.ts'
import { checkBoard } from '../../check-board.ts'
import { type Db, DbUnavailableError } from '../../db/index.ts'
import { writeSceneFile } from '../../deployment/index.ts'

const INDICATORS = [{ id: 'tthc.a', name: { vi: 'Một', en: 'A' }, domain: 'tthc', level: 'province' }, { id: 'tthc.b', name: { vi: 'Hai', en: 'B' }, domain: 'tthc', level: 'province', formula: '2 * {tthc.a}' }]
const kpi = (id: string, change: Partial<Panel> = {}): Panel => ({ id, widget: 'kpi-tile', tile: 'a', column: 1, columns: 6, row: 1, rows: 3, query: { series: ['tthc.a@tn2025' as never] }, options: {}, ...change }) // names are parsed where they come in
const SHIPPED: Scene = { id: 'overview', title: { vi: 'Toàn cảnh', en: 'Overview' }, feeds: ['tthc'], layouts: { '3x2': [['a', '.', '.']], '1x1': [['a']] }, turns: [], turnSeconds: 30, panels: [kpi('one', { options: { since: '7d' } })] }
const ID = 'board.thu' as BoardId
/** Stands in drafts only: wherever it is read, a draft was told. */
const SECRET = 'Chỉ có trong bản nháp'
const VIEWERS = ['operator', 'leader', 'agency', 'approver', 'commune', 'auditor'] as const

let postgres: TestPostgres
let rig: SessionRig
let real: Db
let isAway: boolean
const cookies = new Map<string, string>()
beforeAll(async () => {
  postgres = await startTestPostgres()
  real = postgres.openDb()
  await start(real)
})
afterAll(async () => {
  await rig?.stop()
  await postgres?.stop()
})
beforeEach(async () => {
  isAway = false
  rig.audited.length = 0
  await real.query('delete from board')
})

async function start(door: Db): Promise<void> {
  const away = async () => Promise.reject(new DbUnavailableError('away'))
  const db: Db = { ...door, query: (...all) => (isAway ? away() : door.query(...all)), transaction: (work) => (isAway ? away() : door.transaction(work)) }
  cookies.clear()
  rig = await startSessionRig({
    routes: ({ audit, clock }) => ({
      scenes: () => [SHIPPED], briefing: (): Pick<Briefing, 'lead' | 'domains' | 'plans' | 'locality' | 'map'> => ({ lead: ['tthc.a@tn2025' as never], domains: [], plans: [], locality: [], map: { indicator: 'tthc.c' as never, of: 'tn2025' as never, points: [] } }),
      catalogue: () => ({ indicators: INDICATORS, targets: [{ indicator: 'tthc.a', subject: 'tn2025' }] }),
      boards: createBoards({
        db, clock, audit, scenes: () => [SHIPPED], domains: () => ['tthc'], write: writeSceneFile,
        check: (scene) => checkBoard(scene, { indicators: INDICATORS as never, diagrams: [], hasSubject: (id) => id === 'tn2025' }), // only what is looked at
      }),
    }),
  })
}

async function headersOf(name: string): Promise<Record<string, string>> {
  if (name === 'nobody') return AWAY
  const cookie = cookies.get(name) ?? (await rig.ask('POST', { name, password: DEMO_PASSWORD }, AWAY)).cookie
  cookies.set(name, cookie)
  return { ...AWAY, cookie }
}
async function call(name: string, method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
  const headers = { ...(await headersOf(name)), ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(`${rig.url}/api/v1/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  return { status: answer.status, text: await answer.text() }
}
const asked = async <T = Record<string, unknown>>(name: string, method: string, path: string, body?: object): Promise<T & { status: number }> => {
  const { status, text } = await call(name, method, path, body)
  return { ...(text === '' ? {} : JSON.parse(text)), status }
}
const make = (from?: string) => asked<BoardDraft>('lead', 'POST', 'boards', { id: ID, title: { vi: 'Bảng thử', en: 'Trial' }, ...(from && { from }) })
const draftOf = (name = 'lead') => asked<BoardDraft>(name, 'GET', `boards/${ID}/draft`)
const keep = (draft: BoardDraft) => asked<{ revision: number }>('lead', 'PUT', `boards/${ID}/draft`, { revision: draft.revision, base: draft.base, edits: draft.edits, position: draft.position })
const publish = async (note?: string) => asked<{ version: number }>('lead', 'POST', `boards/${ID}/publish`, { revision: (await draftOf()).revision, ...(note && { note }) })
const retitled = <D extends BoardDraft>(draft: D, vi: string): D => {
  const { id: _id, panels: _panels, ...frame } = sceneOfDraft(draft) ?? SHIPPED
  return addEdit(draft, { do: 'change-scene', from: frame, to: { ...frame, title: { vi, en: vi } } })
}

it('publishes what was built from a shipped scene, and plays it under its own id', async () => {
  const draft = await make('overview')
  expect(draft).toMatchObject({ status: 201, baseVersion: 0, base: { id: ID, title: { vi: 'Bảng thử' }, panels: SHIPPED.panels }, edits: [], position: 0, revision: 0 })
  await keep(addEdit(draft, { do: 'add-panel', panel: kpi('two', { column: 7 }), index: 1 }))
  expect(await publish('bản đầu')).toMatchObject({ status: 200, version: 1, by: 'lead', note: 'bản đầu' })
  expect(await asked('leader', 'GET', `scenes/${ID}`)).toMatchObject({ id: ID, panels: [{ id: 'one' }, { id: 'two' }] })
  const opened = await asked<{ text: string }>('leader', 'GET', `boards/${ID}`)
  expect(opened).toMatchObject({ summary: { version: 1, publishedBy: 'lead' }, versions: [{ version: 1, note: 'bản đầu' }] })
  expect((await call('leader', 'GET', `boards/${ID}/versions/1`)).text).toBe(opened.text)
  expect(opened.text).toContain('options: { since: 7d }')
  expect(rig.audited.filter(({ thing }) => thing === `board:${ID}`)).toMatchObject([{ who: 'lead', verb: 'board-make' }, { who: 'lead', verb: 'board-publish', after: { version: 1 } }])
})

it('keeps every step over a kill of the database and a new process, and takes them back after publishing too', async () => {
  let draft = await make('overview')
  for (let i = 0; i < 120; i += 1) draft = retitled(draft, `Tên ${i}`)
  expect((await keep(draft)).status).toBe(200)
  await postgres.kill()
  await waitUntil('PostgreSQL is back', async () => (await call('lead', 'GET', 'boards')).status === 200)
  await rig.stop()
  await start(postgres.openDb())
  const kept = await draftOf()
  expect(kept.edits).toEqual(draft.edits)
  await publish()
  const after = await draftOf()
  expect(sceneOfDraft({ ...after, position: 20 })?.title.vi).toBe('Tên 19')
})

it('tells the second of two editors, with what the first one made of it', async () => {
  const draft = await make('overview')
  expect((await keep(retitled(draft, 'Của người thứ nhất'))).status).toBe(200)
  const second = await keep(retitled(draft, 'Của người thứ hai'))
  expect(second).toMatchObject({ status: 409, code: 'stale-draft', draft: { revision: 1, edits: [{ to: { title: { vi: 'Của người thứ nhất' } } }] } })
  expect((await draftOf()).edits).toHaveLength(1)
})

it.each([
  ['an unknown indicator', kpi('two', { column: 7, query: { series: ['tthc.z@tn2025' as never] } }), '/panels/1/query/series/0', 'Ô "two": không có chỉ số "tthc.z"'],
  ['an option its widget does not know', kpi('two', { column: 7, title: { vi: 'Hồ sơ', en: 'Files' }, options: { since: '9d' } }), '/panels/1/options/since', 'Ô "Hồ sơ": tùy chọn since: đang là "9d"'],
  ['a widget nobody wrote', kpi('two', { column: 7, widget: 'dial' }), '/panels/1/widget', 'Ô "two": không có kiểu ô "dial"'],
  ['a panel upon another', kpi('two', { column: 6 }), '/panels/1', 'Ô "two": ô "two" đè lên ô "one"'],
  ['a panel beyond its tile', kpi('two', { row: 5 }), '/panels/1/rows', 'vượt quá hàng 6'],
])('publishes nothing with %s, and says where', async (_what, panel, pointer, message) => {
  await keep(addEdit(await make('overview'), { do: 'add-panel', panel, index: 1 }))
  expect(await publish()).toMatchObject({ status: 422, code: 'not-publishable', errors: expect.arrayContaining([{ pointer, message: expect.stringContaining(message) as string }]) as unknown })
  expect((await call('leader', 'GET', `scenes/${ID}`)).status).toBe(404)
})

it('brings a former version back as one more step, and overwrites nothing', async () => {
  await make('overview')
  await publish()
  await keep(retitled(await draftOf(), 'Tên mới'))
  await publish()
  const restored = await asked<BoardDraft>('admin', 'POST', `boards/${ID}/restore`, { version: 1 })
  expect(sceneOfDraft(restored)?.title.vi).toBe('Bảng thử')
  expect(sceneOfDraft({ ...restored, position: restored.position - 1 })?.title.vi).toBe('Tên mới')
  expect(await asked('leader', 'GET', `boards/${ID}`)).toMatchObject({ summary: { version: 2, title: { vi: 'Tên mới' } } })
  expect(await publish()).toMatchObject({ version: 3 })
  expect((await call('leader', 'GET', `boards/${ID}/versions/2`)).text).toContain('Tên mới')
})

it('publishes once, however often it is asked for it', async () => {
  await make('overview')
  expect([(await publish()).version, (await publish()).version]).toEqual([1, 1])
})

it('discards a draft for what is published, and tells who still has it open', async () => {
  await make('overview')
  await publish()
  await keep(retitled(await draftOf(), SECRET))
  const open = await draftOf()
  expect((await call('lead', 'DELETE', `boards/${ID}/draft`)).status).toBe(204)
  expect(await draftOf()).toMatchObject({ baseVersion: 1, edits: [], base: { title: { vi: 'Bảng thử' } } })
  expect((await keep(open)).status).toBe(409)
})

it('withdraws a board from everybody else first, and only then for good', async () => {
  await make('overview')
  await publish()
  await call('lead', 'DELETE', `boards/${ID}`)
  for (const path of [`scenes/${ID}`, `boards/${ID}`, `boards/${ID}/versions/1`]) expect((await call('leader', 'GET', path)).status).toBe(404)
  expect(await asked('lead', 'GET', `boards/${ID}`)).toMatchObject({ summary: { version: 0 }, versions: [{ version: 1 }] })
  expect(await publish()).toMatchObject({ version: 2 })
  await call('lead', 'DELETE', `boards/${ID}`)
  await call('lead', 'DELETE', `boards/${ID}`)
  expect((await call('lead', 'GET', `boards/${ID}`)).status).toBe(404)
})

it('takes no name twice, no broken steps, no scene of another name, and nothing larger than a draft', async () => {
  const draft = await make('overview')
  expect((await make('overview')).status).toBe(409)
  expect((await asked('lead', 'POST', 'boards', { id: 'overview', title: { vi: 'a', en: 'a' } })).status).toBe(400)
  expect((await asked('lead', 'POST', 'boards', { id: 'board.hai', title: { vi: 'a', en: 'a' }, from: 'khong-co' })).status).toBe(404)
  expect(await keep(addEdit(draft, { do: 'remove-panel', panel: kpi('khong-co'), index: 0 }))).toMatchObject({ status: 200 }) // addEdit refuses what does not fit
  expect(await keep({ ...(await draftOf()), edits: [{ do: 'remove-panel', panel: kpi('khong-co'), index: 0 }], position: 1 })).toMatchObject({ status: 400 })
  expect((await keep({ ...(await draftOf()), base: { ...draft.base, id: 'board.hai' as BoardId } })).status).toBe(400)
  const long = kpi('two', { options: { text: 'x'.repeat(5_000_000) } })
  expect((await keep({ ...(await draftOf()), edits: [{ do: 'add-panel', panel: long, index: 1 }], position: 1 })).status).toBe(413)
})

it('never tells a draft to who may not build boards, by any way', async () => {
  await make('overview')
  await keep(retitled(await draftOf(), SECRET))
  const screens = await Promise.all(VIEWERS.map(async (name) => ({ name, screen: rig.screen(['tthc'], await headersOf(name)) })))
  const heard = screens.map(({ name, screen }) => {
    const messages: string[] = []
    screen.socket.onAny((...all: unknown[]) => void messages.push(JSON.stringify(all)))
    return { name, messages, screen }
  })
  const whatIsRead = async (name: string) => {
    const paths = ['boards', `boards/${ID}`, `boards/${ID}/draft`, `boards/${ID}/versions/1`, 'scenes', `scenes/${ID}`, 'series-use?indicator=tthc.a', 'catalogue', 'live?feeds=tthc']
    const writes: [string, string, object][] = [['PUT', `boards/${ID}/draft`, { revision: 1, edits: [], position: 0 }], ['DELETE', `boards/${ID}/draft`, {}], ['POST', `boards/${ID}/publish`, { revision: 1 }], ['POST', `boards/${ID}/restore`, { version: 1 }], ['DELETE', `boards/${ID}`, {}], ['POST', 'boards', { id: 'board.hai', title: { vi: 'a', en: 'a' }, from: ID }]]
    const read = await Promise.all(paths.map((path) => call(name, 'GET', path)))
    const written = await Promise.all(writes.map(([method, path, body]) => call(name, method, path, body)))
    expect(written.map(({ status }) => status)).toEqual(writes.map(() => (name === 'nobody' ? 401 : 403)))
    return [...read, ...written].map(({ text }) => text).join('\n')
  }
  for (const name of [...VIEWERS, 'nobody']) {
    expect((await call(name, 'GET', `boards/${ID}/draft`)).status).toBe(name === 'nobody' ? 401 : 403)
    const before = await whatIsRead(name)
    expect(before).not.toContain(SECRET)
    expect(before).not.toContain(ID) // not even that there is one
  }
  // Published, then built on: the version is everybody's, the draft is not.
  const draft = await draftOf()
  await keep({ ...draft, position: 0 })
  await publish()
  await keep({ ...(await draftOf()), position: 1 })
  for (const name of [...VIEWERS, 'nobody']) {
    const after = await whatIsRead(name)
    expect(after).not.toContain(SECRET)
    expect(after).not.toMatch(/changedBy|"draft"/)
    expect(after.includes(ID)).toBe(name !== 'nobody')
  }
  // A line that is not refused is heard to go on after all of that: silence would prove nothing.
  const listening = heard.filter(({ screen }) => screen.refused.length === 0)
  expect(listening.map(({ name }) => name)).toEqual(expect.arrayContaining(['operator', 'leader', 'auditor']))
  for (const { name, messages } of listening) {
    const sofar = messages.length
    await waitUntil(`${name} hears the next beats`, async () => messages.length > sofar + 1)
  }
  // A snapshot travels packed: it is looked at as the screen unpacks it.
  const told = heard.flatMap(({ messages, screen }) => [...messages, JSON.stringify(screen.snapshots)]).join()
  for (const word of [ID, SECRET]) expect(told).not.toContain(word)
  expect((await call('lead', 'GET', 'boards')).text).toContain('changedBy')
})

it('tells where an indicator is used, drafts only to who builds them', async () => {
  await make('overview')
  const shared = [{ kind: 'scene', id: 'overview', panels: ['one'] }, { kind: 'briefing', id: 'lead' }, { kind: 'formula', id: 'tthc.b' }, { kind: 'target', id: 'tn2025' }]
  const usesFor = async (name: string) => (await asked<{ uses: unknown[] }>(name, 'GET', 'series-use?indicator=tthc.a')).uses
  expect(await usesFor('leader')).toMatchObject(shared)
  expect(await usesFor('lead')).toContainEqual({ kind: 'draft', id: ID, title: { vi: 'Bảng thử', en: 'Trial' }, panels: ['one'] })
  await publish()
  expect(await usesFor('leader')).toContainEqual({ kind: 'board', id: ID, title: { vi: 'Bảng thử', en: 'Trial' }, panels: ['one'] })
})

it('says 503 while PostgreSQL is away; shipped scenes play on, and what the files use is still told', async () => {
  isAway = true
  for (const path of ['boards', `boards/${ID}`, `scenes/${ID}`]) expect(await asked('lead', 'GET', path)).toMatchObject({ status: 503, detail: expect.stringMatching(/PostgreSQL/) as string })
  expect((await make('overview')).status).toBe(503)
  expect((await call('leader', 'GET', 'scenes/overview')).status).toBe(200)
  expect(await asked('leader', 'GET', 'series-use?indicator=tthc.a')).toMatchObject({ status: 200, boardsKnown: false, uses: [{ kind: 'scene' }, { kind: 'briefing' }, { kind: 'formula' }, { kind: 'target' }] })
})
