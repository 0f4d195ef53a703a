/** Time as arguments, so that tests turn the hands themselves. */
export interface Timing {
  /** Monotonic milliseconds; never the wall clock. */
  now: () => number
  /** Runs `task` once after `ms`; the answer cancels it. */
  after: (ms: number, task: () => void) => () => void
  /** Runs `flush` with the next picture. */
  schedule: (flush: () => void) => void
  random: () => number
  /** Runs `task` whenever the page is seen again after it was hidden or frozen; the answer stops that. */
  onShown: (task: () => void) => () => void
}

interface Page {
  requestAnimationFrame?(task: () => void): number
  cancelAnimationFrame?(id: number): void
  document?: { hidden: boolean } & Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>
}

const HIDDEN_FLUSH_MS = 250

export const realTiming: Timing = {
  now: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
  schedule: scheduleFrame,
  random: Math.random,
  onShown: whenShown,
}

/** A hidden tab gets no animation frames, also when it hides after asking: a timer stands by. */
function scheduleFrame(flush: () => void): void {
  const page = globalThis as Page // the same file runs under Node, which has neither
  if (!page.requestAnimationFrame || page.document?.hidden === true) {
    setTimeout(flush, page.requestAnimationFrame ? HIDDEN_FLUSH_MS : 16)
    return
  }
  let done = false
  const once = () => {
    if (done) return
    done = true
    flush()
  }
  const frame = page.requestAnimationFrame(() => {
    clearTimeout(timer)
    once()
  })
  const timer = setTimeout(() => {
    page.cancelAnimationFrame?.(frame)
    once()
  }, HIDDEN_FLUSH_MS)
}

/** `resume` comes where a frozen page thaws without having been hidden. */
const SHOWN = ['visibilitychange', 'resume'] as const

function whenShown(task: () => void): () => void {
  const { document } = globalThis as Page // as above
  const look = () => document?.hidden === false && task()
  for (const kind of SHOWN) document?.addEventListener?.(kind, look)
  return () => SHOWN.forEach((kind) => document?.removeEventListener?.(kind, look))
}
