import { compareMoments, type KeptSample, type SeriesName } from '#contract'
import type { Ledger } from './ledger.ts'

/** What history tells of a series: what it told before the moment asked for, and since; `isWhole`: and that there was nothing before. */
export interface Recalled {
  samples: readonly KeptSample[]
  isWhole: boolean
}

/** A change of the past that hangs on more than is held. */
interface Want {
  lacks: readonly Ledger[]
  from: number
  follow(): void
}

/** What changes of the past wait for; asked for together. */
export interface Recall {
  want(want: Want): void
  /** What must be known, from when on; undefined where nothing waits. */
  wanted(): { names: SeriesName[]; from: number } | undefined
  /** Puts what history told into the ledgers and follows the changes; of those that lack something still, the series. */
  recall(past: ReadonlyMap<SeriesName, Recalled>): SeriesName[]
  /** Follows them by what is held: where that is too little nothing is said. */
  giveUp(): SeriesName[]
}

/** Beyond it a change far back would make every figure anew for each of these moments. */
const MOST_MOMENTS = 2_000

export function createRecall(isOwn: (source: string) => boolean): Recall {
  let wants: Want[] = []
  const takeAll = (): Want[] => {
    const taken = wants
    wants = []
    return taken
  }
  const namesOf = (lacks: readonly Ledger[]): SeriesName[] => [...new Set(lacks.map(({ series }) => series))]

  return {
    want: (want) => void wants.push(want),
    wanted: () => (wants.length === 0 ? undefined : { names: namesOf(wants.flatMap(({ lacks }) => lacks)), from: Math.min(...wants.map(({ from }) => from)) }),
    recall(past) {
      const taken = takeAll()
      const from = Math.min(...taken.map((want) => want.from))
      const moments = new Set([...past.values()].flatMap(({ samples }) => samples.map(({ at }) => at)))
      const all = new Set(taken.flatMap(({ lacks }) => lacks))
      if (moments.size <= MOST_MOMENTS) for (const ledger of all) fill(ledger, past.get(ledger.series), { from, isOwn })
      for (const { follow } of taken) follow()
      return namesOf([...all].filter(({ heldFrom }) => heldFrom > from))
    },
    giveUp() {
      const taken = takeAll()
      for (const { follow } of taken) follow()
      return namesOf(taken.flatMap(({ lacks }) => lacks))
    },
  }
}

/** What is held already is newer than what was written; it is kept until the next value comes, and then as much as ever. */
function fill(ledger: Ledger, told: Recalled | undefined, { from, isOwn }: { from: number; isOwn(source: string): boolean }): void {
  if (told === undefined) return
  const known = told.samples.filter(({ value, source }) => typeof value === 'number' && !(ledger.isDelivered && isOwn(source)))
  const news = known.filter((one) => !ledger.samples.some((held) => compareMoments(held, one) === 0))
  ledger.samples = [...news, ...ledger.samples].toSorted(compareMoments)
  const [oldest] = known
  if (told.isWhole) ledger.heldFrom = -Infinity
  else if (oldest !== undefined && (oldest.at <= from || oldest.at < ledger.heldFrom)) ledger.heldFrom = Math.min(ledger.heldFrom, oldest.at)
}
