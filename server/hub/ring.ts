import { compareCursor, type Cursor, type Frame } from '#contract'
import { hasNews } from './frame.ts'

/** The last frames of one room, for those who come back after a cut. */
export interface Ring {
  push(frame: Frame, step: number): void
  /** What a client at `cursor` misses; undefined when part of it is gone. */
  since(cursor: Cursor): readonly Frame[] | undefined
  /** What was sent after this beat; undefined when part of it is gone. */
  after(step: number): readonly Frame[] | undefined
  /** The beat after which nothing is gone. */
  completeSince(): number
  /** Forgets all; from now on complete since this beat. */
  reset(cursor: Cursor, step: number): void
}

interface Kept {
  frame: Frame
  step: number
  bytes: number
}

export function createRing(bounds: { frames: number; bytes: number }, cursor: Cursor, step: number): Ring {
  let kept: Kept[] = []
  let bytes = 0
  /** The last thing that is not in here any more. */
  let gone = { cursor, step }

  return {
    push(frame, stepNow) {
      const last = kept.at(-1)
      // Empty frames only move the cursor: one stands for a run of them, so that silence does not push out what matters.
      if (last !== undefined && !hasNews(frame) && !hasNews(last.frame)) {
        kept[kept.length - 1] = { ...last, frame: { ...frame, prev: last.frame.prev }, step: stepNow }
        return
      }
      const size = bytesOf(frame)
      kept.push({ frame, step: stepNow, bytes: size })
      bytes += size
      let out = 0
      while (kept.length - out > bounds.frames || (bytes > bounds.bytes && kept.length > out)) {
        const oldest = kept[out++]
        if (oldest === undefined) break
        bytes -= oldest.bytes
        gone = { cursor: oldest.frame.cursor, step: oldest.step }
      }
      if (out > 0) kept = kept.slice(out)
    },
    since(from) {
      // Verdicts travel in frames that do not move the cursor, so the frames at the client's own cursor are sent again:
      // harmless, and without them it could miss one. For the same reason a cursor equal to what is gone is not enough.
      if (compareCursor(from, gone.cursor) <= 0) return undefined
      return kept.filter((one) => compareCursor(one.frame.cursor, from) >= 0).map((one) => one.frame)
    },
    after(from) {
      if (from < gone.step) return undefined
      return kept.filter((one) => one.step > from).map((one) => one.frame)
    },
    completeSince: () => gone.step,
    reset(cursorNow, stepNow) {
      kept = []
      bytes = 0
      gone = { cursor: cursorNow, step: stepNow }
    },
  }
}

/** Near enough: encoding each frame a second time only to weigh it would cost what the room's emission costs. */
function bytesOf({ samples, fresh, series, sources }: Frame): number {
  return 150 + samples.length * 60 + (fresh?.length ?? 0) * 30 + (series?.length ?? 0) * 150 + (sources?.length ?? 0) * 1_000
}
