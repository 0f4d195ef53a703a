import type { SeriesView, Status } from '#contract'
import { statusOf } from '../../parts/index.ts'
import type { ContractListOptions } from './options.ts'

export interface Contract {
  subject: SeriesView['subject']
  sla: SeriesView | undefined
  left: SeriesView | undefined
  slaStatus: Status
  leftStatus: Status
}

export interface Contracts {
  /** Ends first on top; without a date last. */
  rows: readonly Contract[]
  silent: readonly SeriesView['subject'][]
  /** How many are leased, how many meet their commitment, how many end soon: for all of them, as the province reports. */
  summary: readonly SeriesView[]
  count: SeriesView | undefined
}

export function contractsOf(views: readonly SeriesView[], options: ContractListOptions): Contracts {
  const of = (id: string) => views.find(({ indicator }) => indicator.id === id)
  const single = views.filter(({ indicator }) => indicator.id === options.sla || indicator.id === options.left)
  const subjects = [...new Map(single.map(({ subject }) => [subject.id, subject])).values()]
  const all = subjects.map((subject): Contract => {
    const own = (id: string) => single.find((view) => view.subject.id === subject.id && view.indicator.id === id)
    const [sla, left] = [own(options.sla), own(options.left)]
    return { subject, sla, left, slaStatus: sla === undefined ? 'unknown' : statusOf(sla), leftStatus: left === undefined ? 'unknown' : endingStatus(left, options.soon) }
  })
  const told = all.filter(({ sla, left }) => sla?.value !== undefined || left?.value !== undefined)
  return {
    rows: told.toSorted((a, b) => leftOf(a) - leftOf(b)),
    silent: all.filter((contract) => !told.includes(contract)).map(({ subject }) => subject),
    summary: [options.count, options.met, options.ending].flatMap((id) => of(id) ?? []),
    count: of(options.count),
  }
}

const leftOf = ({ left }: Contract): number => (typeof left?.value === 'number' ? left.value : Infinity)

/** By the indicator's own limits; without any, what has ended is bad and what ends soon is worth a watch. */
export function endingStatus(left: SeriesView, soon: number): Status {
  const { warn, critical } = left.indicator
  const isJudged = left.freshness === 'live' || left.freshness === 'late'
  if (warn !== undefined || critical !== undefined || left.target !== undefined || !isJudged || typeof left.value !== 'number') return statusOf(left)
  if (left.value <= 0) return 'bad'
  return left.value < soon ? 'watch' : 'good'
}
