import { type Cursor, EVENT, type Frame } from '#contract'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type FeedSet, seriesOf } from './feed-set.ts'
import { frameSince, hasNews, type HealthEntry, type Stand } from './frame.ts'
import type { HubLimits } from './limits.ts'
import type { Emit, Line } from './line.ts'
import { createRing } from './ring.ts'
import type { LiveSeries, SeriesBook } from './series-book.ts'
import type { Pack } from './snapshot.ts'

/** Where a returning client says it stands. */
export interface Resume {
  epoch: string
  cursor: Cursor
}

export interface RoomDeps {
  name: string
  set: FeedSet
  clock: Clock
  log: Log
  limits: HubLimits
  /** The longest time between two calls of `beat`. */
  pulseMs: number
  emit: Emit
  stand(): Stand
  book(): SeriesBook
  sources(): readonly HealthEntry[]
  /** A snapshot that is not older than this beat. */
  pack(atLeast: number): Pack
}

/** All who watch the same set of feeds: one frame per beat for all of them. */
export interface Room {
  add(line: Line, resume: Resume | undefined): void
  remove(line: Line): void
  beat(changed: ReadonlyMap<string, ReadonlySet<LiveSeries>>): void
  /** The hub began again: everybody gets a snapshot. */
  reset(): void
  size(): number
  slow(): number
}

/**
 * `waiting`: will get a snapshot or what it missed, is not in the Socket.IO room. `in`: gets frames. `slow`: set aside until
 * it has drained; then one frame of the newest since `step`, or a snapshot where `step` is undefined.
 */
type Guest = { line: Line } & (
  | { state: 'waiting'; resume: Resume | undefined }
  | { state: 'in' }
  | { state: 'slow'; slowAt: number; left: { step: number; cursor: Cursor; updates: number } | undefined }
)

/** A frame goes out each second even if empty: a client takes three silent seconds for a cut. */
const LONGEST_SILENCE_MS = 1_000
const WELCOME_ATTEMPTS = 5

export function createRoom(deps: RoomDeps): Room {
  const { set, limits, name, emit } = deps
  const guests = new Map<string, Guest>()
  /** Those for whom nothing was begun yet. */
  let queue: Guest[] = []
  let cancelAdmission: (() => void) | undefined
  let cursor = deps.stand().cursor
  let sentAt = deps.stand().at
  /** All samples ever sent to this room. */
  let updates = 0
  const ring = createRing({ frames: limits.ringFrames, bytes: limits.ringBytes }, cursor, deps.stand().step)

  const isHere = (guest: Guest): boolean => guests.get(guest.line.id) === guest
  const inState = <S extends Guest['state']>(state: S) => [...guests.values()].filter((guest): guest is Guest & { state: S } => guest.state === state)

  function become(line: Line, next: { state: 'in' } | { state: 'waiting'; resume: Resume | undefined } | Omit<Extract<Guest, { state: 'slow' }>, 'line'>): Guest {
    const guest: Guest = { line, ...next }
    guests.set(line.id, guest)
    if (guest.state === 'in') line.enter(name)
    else line.leave(name)
    return guest
  }

  function queueUp(line: Line, resume: Resume | undefined): void {
    queue.push(become(line, { state: 'waiting', resume }))
    cancelAdmission ??= deps.clock.after(limits.joinMs, admit)
  }

  function admit(): void {
    cancelAdmission = undefined
    const group = queue.filter(isHere)
    queue = []
    const newcomers: Guest[] = []
    /** Those who miss the same frames get them by one emission. */
    const returning = new Map<Frame | undefined, { frames: readonly Frame[]; lines: Line[] }>()
    for (const guest of group) {
      // Whoever asks again and again without reading must not make us hold a snapshot for each time.
      if (guest.line.unsentBytes() > limits.bufferBytes) {
        become(guest.line, { state: 'slow', slowAt: deps.stand().at, left: undefined })
        continue
      }
      const frames = guest.state === 'waiting' && guest.resume?.epoch === deps.stand().epoch ? ring.since(guest.resume.cursor) : undefined
      if (frames === undefined) newcomers.push(guest)
      else {
        const same = returning.get(frames[0]) ?? { frames, lines: [] }
        same.lines.push(guest.line)
        returning.set(frames[0], same)
      }
    }
    for (const { frames, lines } of returning.values()) letIn(lines, frames)
    if (newcomers.length > 0) {
      welcome(newcomers).catch((cause: unknown) => {
        deps.log.error({ cause, feeds: set.key }, 'no snapshot for those who joined')
        for (const guest of newcomers.filter(isHere)) guest.line.cut()
      })
    }
  }

  /** In one go: no beat can fall between the last frame sent here and the first one got as a member. */
  function letIn(lines: readonly Line[], frames: readonly Frame[]): void {
    const ids = lines.map((line) => line.id)
    for (const frame of frames) emit(ids, EVENT.frame, frame)
    for (const line of lines) become(line, { state: 'in' })
  }

  async function welcome(newcomers: readonly Guest[]): Promise<void> {
    for (let attempt = 0; attempt < WELCOME_ATTEMPTS; attempt++) {
      const pack = deps.pack(ring.completeSince())
      const packed = await pack.wire()
      const lines = newcomers.filter(isHere).map((guest) => guest.line)
      if (lines.length === 0) return
      // Beats went by while it was compressed; what they brought follows the snapshot.
      const frames = pack.snapshot.epoch === deps.stand().epoch ? ring.after(pack.step) : undefined
      if (frames === undefined) continue
      emit(lines.map((line) => line.id), EVENT.snapshot, packed)
      letIn(lines, frames)
      return
    }
    throw new Error('frames come faster than a snapshot can be made')
  }

  function setSlowAside(step: number): void {
    for (const { state, line } of guests.values()) {
      if (state !== 'in' || line.unsentBytes() <= limits.bufferBytes) continue
      become(line, { state: 'slow', slowAt: deps.stand().at, left: { step, cursor, updates } })
      deps.log.info({ client: line.id, feeds: set.key }, 'client too slow, set aside until it has drained')
    }
  }

  function tendSlow(): void {
    for (const guest of guests.values()) {
      if (guest.state !== 'slow') continue
      if (guest.line.unsentBytes() === 0) catchUp(guest)
      else if (Math.abs(deps.stand().at - guest.slowAt) > limits.stuckMs) {
        deps.log.warn({ client: guest.line.id, feeds: set.key }, 'client stuck, cut')
        guest.line.cut()
      }
    }
  }

  function catchUp({ line, left }: Extract<Guest, { state: 'slow' }>): void {
    if (left === undefined) return queueUp(line, undefined)
    const frame = frameSince(left.step, { stand: deps.stand(), prev: left.cursor, series: seriesOf(set, deps.book()), sources: deps.sources() })
    // It stands where the room stands: frames to come start from there.
    letIn([line], [{ ...frame, skipped: updates - left.updates - frame.samples.length }])
  }

  return {
    add: queueUp,
    remove(line) {
      guests.delete(line.id)
      line.leave(name)
    },
    beat(changed) {
      const stand = deps.stand()
      const series = set.domains.flatMap((domain) => [...(changed.get(domain) ?? [])].filter((one) => set.has(one)))
      const frame = frameSince(stand.step - 1, { stand, prev: cursor, series, sources: deps.sources() })
      if (hasNews(frame) || Math.abs(stand.at - sentAt) + deps.pulseMs > LONGEST_SILENCE_MS) {
        setSlowAside(stand.step - 1)
        ring.push(frame, stand.step)
        emit(name, EVENT.frame, frame)
        updates += frame.samples.length
        cursor = stand.cursor
        sentAt = stand.at
      }
      tendSlow()
    },
    reset() {
      cursor = deps.stand().cursor
      updates = 0
      ring.reset(cursor, deps.stand().step)
      for (const { line } of inState('in')) queueUp(line, undefined)
      for (const { line, slowAt } of inState('slow')) become(line, { state: 'slow', slowAt, left: undefined })
    },
    size: () => guests.size,
    slow: () => inState('slow').length,
  }
}
