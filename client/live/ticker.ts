import type { Timing } from './timing.ts'

/** Tells each new second of the server once: what ages on a wall ages together, and with the values of a frame where one comes. */
export interface Ticker {
  start: () => void
  stop: () => void
  /** A frame was applied: if it began a second, that is told now. */
  look: () => void
}

const SECOND_MS = 1_000
/** A second is left to the next frame for so long, so that its ages are drawn in the same picture. */
const LEFT_TO_FRAME_MS = 300

export function createTicker({ timing, serverNow, ticked }: { timing: Pick<Timing, 'after'>; serverNow: () => number | undefined; ticked: (second: number) => void }): Ticker {
  let told: number | undefined
  let cancel = () => {}

  function look(): void {
    const now = serverNow()
    const second = now === undefined ? undefined : Math.floor(now / SECOND_MS)
    if (second === undefined || second === told) return
    told = second
    ticked(second)
  }

  function wait(): void {
    const gone = (serverNow() ?? 0) % SECOND_MS
    cancel = timing.after(SECOND_MS - gone + LEFT_TO_FRAME_MS, () => {
      look()
      wait()
    })
  }

  return { start: wait, stop: () => cancel(), look }
}
