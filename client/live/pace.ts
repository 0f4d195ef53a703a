/** How much a part of the page costs to draw decides when and how often it is drawn: one that is slow holds up no other. */
export interface Pace {
  /** A part that is drawn by itself: a panel. */
  part: () => Part
  /** Runs `told` once nothing that had news before it still waits to be drawn. */
  afterAll: (told: () => void) => void
  /** Runs `task` in a turn of its own, after what is to be seen now was painted: for what is known to be slow before it was ever drawn. */
  inTurn: (task: () => void) => void
}

export interface Part {
  /** It has news: `told` lets it be drawn, at once with all others while it is quick. */
  tell: (told: () => void) => void
  /** Nobody listens any more. */
  forget: (told: () => void) => void
  /** Monotonic milliseconds, to measure itself by. */
  now: () => number
  /** So long it took to draw together with others. */
  took: (ms: number) => void
}

export interface PaceDeps {
  /** Monotonic milliseconds. */
  now: () => number
  /** Runs `task` after so long and the picture that follows. */
  later: (ms: number, task: () => void) => void
  /** Draws what `task` asks for before it returns. */
  draw: (task: () => void) => void
}

/** One picture of sixty in a second: what takes longer would keep the others from theirs. */
const SLOW_MS = 16
/** So much of the time a slow part may take; the rest is the others'. */
const MOST_SHARE = 0.2
/** A slow part often has nothing to draw but its age: one quick time does not make it quick. */
const FORGETS = 0.9

interface Known {
  waiting: Set<() => void>
  /** The dearest of the last times. */
  costMs: number
  /** When it may be drawn again. */
  notBefore: number
  /** When it began to wait. */
  since: number
}

export function createPace({ now, later, draw }: PaceDeps): Pace {
  const waiting = new Set<Known>()
  const turns: (() => void)[] = []
  let toldLast = new Set<() => void>()
  let isTurnAsked = false

  /** One part a turn, and a picture between two of them. */
  function askForTurn(): void {
    if (isTurnAsked || (waiting.size === 0 && turns.length === 0)) return
    isTurnAsked = true
    const soonest = turns.length > 0 ? 0 : Math.min(...[...waiting].map(({ notBefore }) => notBefore)) - now()
    later(Math.max(0, soonest), takeTurn)
  }

  function takeTurn(): void {
    isTurnAsked = false
    const first = turns.shift()
    const [next] = [...waiting].filter(({ notBefore }) => notBefore <= now()).toSorted((a, b) => a.since - b.since)
    if (first !== undefined) draw(first)
    else if (next !== undefined) drawApart(next)
    tellLast()
    askForTurn()
  }

  function drawApart(part: Known): void {
    const told = [...part.waiting]
    waiting.delete(part)
    part.waiting.clear()
    const began = now()
    draw(() => told.forEach((one) => one()))
    const cost = now() - began
    learn(part, cost)
    part.notBefore = now() + cost * (1 / MOST_SHARE - 1)
  }

  function learn(part: Known, cost: number): void {
    part.costMs = Math.max(cost, part.costMs * FORGETS)
  }

  function tellLast(): void {
    if (waiting.size > 0) return
    const told = toldLast
    toldLast = new Set()
    for (const one of told) one()
  }

  return {
    part() {
      const part: Known = { waiting: new Set(), costMs: 0, notBefore: -Infinity, since: 0 }
      return {
        tell(told) {
          if (part.costMs <= SLOW_MS) return told()
          if (part.waiting.size === 0) part.since = now()
          part.waiting.add(told)
          waiting.add(part)
          askForTurn()
        },
        forget(told) {
          part.waiting.delete(told)
          if (part.waiting.size === 0) waiting.delete(part)
        },
        now,
        took: (ms) => learn(part, ms),
      }
    },
    afterAll(told) {
      toldLast.add(told)
      // Others may be told of the same news after this one.
      queueMicrotask(tellLast)
    },
    inTurn(task) {
      turns.push(task)
      askForTurn()
    },
  }
}
