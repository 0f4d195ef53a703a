import { expect, it } from 'vitest'
import type { BoardDraft, DraftAsked, SceneEdit } from '#contract'
import { canUndo, changeScene, createAutosave, type Journal, keepDraft, openJournal, pickUp, type SaveState, type Shelf, step, undo } from './index.ts'
import { sampleDraft } from './sample-board.ts'

function createShelf(): Shelf & { isFull: boolean } {
  const kept = new Map<string, string>()
  return {
    isFull: false,
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (this.isFull) throw new Error('QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key) => void kept.delete(key),
  }
}

/** A server and the hands of a clock, both played by the test. */
function createDesk(shelf = createShelf()) {
  let now = 0
  let timers: { at: number; task: () => void }[] = []
  const server = { draft: sampleDraft, isAway: false, puts: [] as number[] }
  const states: SaveState[] = []
  const put = async (asked: DraftAsked) => {
    if (server.isAway) throw new Error('away')
    if (asked.revision !== server.draft.revision) throw new Error('stale')
    server.puts.push(now)
    server.draft = { ...server.draft, ...asked, base: asked.base ?? server.draft.base, revision: asked.revision + 1 }
    return { revision: server.draft.revision }
  }
  const keeper = keepDraft(shelf, sampleDraft.id, 'lead')
  const open = () => {
    const opened = pickUp(server.draft, keeper.read())
    const autosave = createAutosave({
      keeper, put, now: () => now, told: (state) => void states.push(state),
      theirs: async (thrown) => (String(thrown).includes('stale') ? server.draft : undefined),
      isAway: (thrown) => String(thrown).includes('away'),
      after(ms, task) {
        const timer = { at: now + ms, task }
        timers.push(timer)
        return () => void (timers = timers.filter((one) => one !== timer))
      },
    }, opened)
    return { ...opened, autosave }
  }
  const pass = async (ms: number) => {
    const end = now + ms
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      timers = timers.filter((one) => one !== next)
      now = Math.max(now, next.at)
      next.task()
      for (let i = 0; i < 20; i += 1) await Promise.resolve()
    }
    now = end
  }
  /** The browser is killed: nothing of it runs any more. */
  const kill = () => void (timers = [])
  return { shelf, server, states, open, pass, kill }
}

const titled = (journal: Journal, n: number): Journal => step(journal, changeScene(journal.scene, { title: { vi: `Tên ${n}`, en: 'x' } }) as SceneEdit)
const titleOn = ({ draft }: { draft: BoardDraft }): string => openJournal(draft).scene.title.vi
const TIMES = Array.from({ length: 120 }, (_, n) => n)

it('has every step on the server within a second of it, however fast they come', async () => {
  const { server, open, pass } = createDesk()
  const { autosave, journal: begun } = open()
  let journal = begun
  for (const n of TIMES) {
    journal = titled(journal, n)
    autosave.save(journal)
    await pass(150)
    const behind = n - Number(/\d+/.exec(titleOn(server))?.[0] ?? 0)
    expect(behind * 150).toBeLessThanOrEqual(1_000)
  }
  await pass(1_000)
  expect(titleOn(server)).toBe('Tên 119')
  expect(server.puts.length).toBeLessThan(30)
})

it('loses nothing when the browser is killed between a step and its way to the server, and goes back 120 steps after', async () => {
  const desk = createDesk()
  const { autosave, journal } = desk.open()
  autosave.save(TIMES.reduce(titled, journal))
  desk.kill()
  expect(titleOn(desk.server)).toBe('Một cửa')
  const again = desk.open()
  expect(again.journal.scene.title.vi).toBe('Tên 119')
  await desk.pass(1_000)
  expect(titleOn(desk.server)).toBe('Tên 119')
  let back = desk.open().journal
  for (const _ of TIMES) back = undo(back)
  expect([JSON.stringify(back.scene), canUndo(back)]).toEqual([JSON.stringify(sampleDraft.base), false])
})

it('says calmly that the server is away, keeps trying, and brings everything once it is back', async () => {
  const desk = createDesk()
  desk.server.isAway = true
  const { autosave, journal } = desk.open()
  autosave.save(titled(journal, 1))
  await desk.pass(1_000)
  expect(desk.states.at(-1)).toEqual({ kind: 'away', since: 800, isKept: true })
  autosave.save(titled(titled(journal, 1), 2))
  await desk.pass(60_000)
  desk.server.isAway = false
  await desk.pass(2_000)
  expect(titleOn(desk.server)).toBe('Tên 2')
  expect(desk.states.at(-1)?.kind).toBe('saved')
})

it('says so when the server is away and the browser keeps nothing either', async () => {
  const desk = createDesk()
  desk.server.isAway = true
  desk.shelf.isFull = true
  const { autosave, journal } = desk.open()
  autosave.save(titled(journal, 1))
  await desk.pass(1_000)
  expect(desk.states.at(-1)).toMatchObject({ kind: 'away', isKept: false })
})

it('stops and shows theirs when somebody else changed the draft, and overwrites nothing', async () => {
  const desk = createDesk()
  const { autosave, journal } = desk.open()
  desk.server.draft = { ...desk.server.draft, edits: titled(journal, 7).edits as SceneEdit[], position: 1, revision: 9 }
  autosave.save(titled(journal, 1))
  await desk.pass(10_000)
  expect(desk.states.at(-1)).toMatchObject({ kind: 'stale', theirs: { revision: 9 } })
  expect(titleOn(desk.server)).toBe('Tên 7')
  expect(desk.open().theirs?.revision).toBe(9)
})

it('keeps the steps of one person from another at the same desk', () => {
  const shelf = createShelf()
  keepDraft(shelf, sampleDraft.id, 'lead').write(titled(openJournal(sampleDraft), 1), 1, false)
  expect(keepDraft(shelf, sampleDraft.id, 'admin').read()).toBeUndefined()
  expect(keepDraft(shelf, sampleDraft.id, 'lead').read()?.edits).toHaveLength(1)
})
