import { EVENT, type FeedId, type Refused, type Thing, type Verb, type Viewer } from '#contract'
import type { Clock } from '../clock.ts'
import { type FeedSet, feedSetOf } from './feed-set.ts'
import type { HubLimits } from './limits.ts'
import type { Emit, Line } from './line.ts'
import { readWatch } from './read-watch.ts'
import type { Resume, Room } from './room.ts'
import type { WallWords } from './wall-words.ts'

export interface VisitorsDeps {
  clock: Clock
  limits: HubLimits
  emit: Emit
  can(viewer: Viewer, verb: Verb, thing: Thing): boolean
  openRoom(name: string, set: FeedSet): Room
  walls: Pick<WallWords, 'join' | 'leave'>
}

/** Empty rooms kept at most; their names come from clients. */
const EMPTY_ROOMS = 32

/** Who is connected, what each may and does watch, and the rooms that come and go with them. */
export interface Visitors {
  came(line: Line, viewer: Viewer): void
  asked(line: Line, raw: unknown): void
  gone(line: Line): void
  rooms(): Iterable<Room>
}

interface Visitor {
  viewer: Viewer
  key: string | undefined
  /** How many watches it may still send just now. */
  allowance: number
  askedAt: number
}

export function createVisitors(deps: VisitorsDeps): Visitors {
  const { clock, limits } = deps
  const visitors = new Map<string, Visitor>()
  const rooms = new Map<string, Room>()
  /** Rooms without anybody, longest empty first, with what cancels their end. */
  const empty = new Map<string, () => void>()
  let roomCount = 0

  const refuse = (line: Line, refused: Refused) => deps.emit([line.id], EVENT.refused, refused)

  /** Some at once, then one per second. */
  function mayAsk(visitor: Visitor): boolean {
    const now = clock.now()
    visitor.allowance = Math.min(limits.watchBurst, visitor.allowance + Math.max(0, now - visitor.askedAt) / 1_000)
    visitor.askedAt = now
    if (visitor.allowance < 1) return false
    visitor.allowance -= 1
    return true
  }

  function leaveRoom(line: Line, visitor: Visitor): void {
    const room = visitor.key === undefined ? undefined : rooms.get(visitor.key)
    room?.remove(line)
    if (visitor.key !== undefined && room?.size() === 0) keepForAWhile(visitor.key)
    visitor.key = undefined
  }

  function keepForAWhile(key: string): void {
    empty.get(key)?.()
    empty.set(key, clock.after(limits.roomKeepMs, () => closeRoom(key)))
    const [longest] = empty.keys()
    if (empty.size > EMPTY_ROOMS && longest !== undefined) closeRoom(longest)
  }

  function closeRoom(key: string): void {
    empty.get(key)?.()
    empty.delete(key)
    rooms.delete(key)
  }

  function enterRoom(line: Line, visitor: Visitor, set: FeedSet, resume: Resume | undefined): void {
    // A cursor counts only for the feeds it was got with.
    const isOther = visitor.key !== undefined && visitor.key !== set.key
    const room = rooms.get(set.key) ?? deps.openRoom(`set:${++roomCount}`, set)
    rooms.set(set.key, room)
    empty.get(set.key)?.()
    empty.delete(set.key)
    if (isOther) leaveRoom(line, visitor)
    else room.remove(line)
    visitor.key = set.key
    room.add(line, isOther ? undefined : resume)
  }

  const forbidden = (viewer: Viewer, feeds: readonly FeedId[]) => feeds.filter((feed) => !deps.can(viewer, 'watch', { kind: 'feed', feed }))

  return {
    came: (line, viewer) => void visitors.set(line.id, { viewer, key: undefined, allowance: limits.watchBurst, askedAt: clock.now() }),
    asked(line, raw) {
      const visitor = visitors.get(line.id)
      if (visitor === undefined) return
      if (!mayAsk(visitor)) return refuse(line, { code: 'bad-request', message: 'Yêu cầu theo dõi quá nhiều lần, hãy đợi một giây / too many watches' })
      const read = readWatch(raw)
      if ('refused' in read) return refuse(line, read.refused)
      const { feeds, epoch, cursor, wall } = read.watch
      const denied = forbidden(visitor.viewer, feeds)
      if (denied.length > 0) {
        // What it watched before it watches no more: a later watch replaces the former.
        leaveRoom(line, visitor)
        deps.walls.leave(line)
        return refuse(line, { code: 'forbidden', message: `Bạn không có quyền xem: ${denied.join(', ')} / not for you` })
      }
      deps.walls.join(line, wall)
      enterRoom(line, visitor, feedSetOf(feeds), epoch === undefined || cursor === undefined ? undefined : { epoch, cursor })
    },
    gone(line) {
      const visitor = visitors.get(line.id)
      visitors.delete(line.id)
      deps.walls.leave(line)
      if (visitor !== undefined) leaveRoom(line, visitor)
    },
    rooms: () => rooms.values(),
  }
}
