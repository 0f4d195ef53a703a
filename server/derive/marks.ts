import { containsPeriod, type Due, type DueRule, type KeptSample, type SeriesName, seriesName, splitSeries } from '#contract'
import type { Clock } from '../clock.ts'
import type { Areas } from './areas.ts'
import type { Point } from './compute.ts'
import type { Dirty } from './dirty.ts'
import type { Ledger, User } from './ledger.ts'
import type { Graph, Plan } from './plan-graph.ts'
import type { Shelves } from './shelves.ts'
import { createWakeList } from './wake-list.ts'

export interface MarksDeps {
  clock: Clock
  graph: Graph
  areas: Areas
  shelves: Shelves
  dirty: Dirty
  dueOf(rule: DueRule, at: number): Due
  holdsAt(subject: string, at: number): boolean
}

/** Asked for points of time for one figure: what else it is made of, of the same subject and of all. */
type PointsFor = (near: () => readonly SeriesName[], all: () => readonly SeriesName[]) => Point[]

/** Which figures must be made anew, and for which moments, when one value has changed. */
export interface Marks {
  /** As things stand now, whenever that will be. */
  live(): Point
  markLive(ledger: Ledger): void
  markChange(ledger: Ledger, sample: KeptSample, isNewest: boolean): void
  markPast(ledger: Ledger, from: number): void
  markUsers(ledger: Ledger, pointsFor: PointsFor): void
  /** What went stale by time alone. */
  markStale(now: number): void
  /** Notes when the newest value of a series will be stale, and says it. */
  awaitStale(ledger: Ledger, newest: KeptSample): number
}

export function createMarks({ clock, graph, areas, shelves, dirty, dueOf, holdsAt }: MarksDeps): Marks {
  const waking = createWakeList()

  /** Everything made of a series, for its newest value. */
  function markLive(ledger: Ledger): void {
    const newest = ledger.samples.at(-1)
    if (newest === undefined) return
    markUsers(ledger, () => [live()])
    awaitStale(ledger, newest)
  }

  function awaitStale({ series, role: { rule } }: Ledger, newest: KeptSample): number {
    const lateUntil = rule === undefined ? Infinity : dueOf(rule, newest.at).lateUntil
    if (newest.period === undefined) waking.add(series, lateUntil)
    return lateUntil
  }

  function markStale(now: number): void {
    for (const series of waking.take(now)) {
      const ledger = shelves.at(series)
      if (ledger !== undefined && isStale(ledger, now)) markUsers(ledger, () => [live()])
    }
  }

  /** Renewed since it was put on the list? Then it stands on it for later. */
  function isStale({ samples, role: { rule } }: Ledger, now: number): boolean {
    const newest = samples.at(-1)
    return newest !== undefined && rule !== undefined && now > dueOf(rule, newest.at).lateUntil
  }

  function markChange(ledger: Ledger, sample: KeptSample, isNewest: boolean): void {
    const now = clock.now()
    const { at, period } = sample
    const isLive = isNewest && now <= awaitStale(ledger, sample) && holdsAt(ledger.subject, now)
    const on = isLive ? now : at
    if (period === undefined && !isLive) return markPast(ledger, at)
    markUsers(ledger, (near) => {
      if (period !== undefined) return [period, ...shorterPeriods(near(), period)].map((one) => ({ asOf: Infinity, on, isLive, period: one }))
      return [live()]
    })
  }

  /**
   * All moments at which something was told from then on, because what was made since may have been made with the wrong value; and those
   * before, because what was made wrongly stands under the moment of its oldest part, where something right may have stood.
   */
  function markPast(ledger: Ledger, from: number): void {
    markUsers(ledger, (_, all) => {
      const moments = new Set([from, ...heldOf(all().flatMap(toldBehind)).map(({ at }) => at)])
      return [...[...moments].map((moment) => ({ asOf: moment, on: moment, isBefore: moment < from })), live()]
    })
  }

  const live = (): Point => ({ asOf: Infinity, on: clock.now(), isLive: true })

  function markUsers(part: Ledger, pointsFor: PointsFor): void {
    for (const { plan, ledger, needs } of (part.users ??= findUsers(part))) {
      if (ledger.isDelivered) continue
      const of = (one: string) => needs.map((id) => seriesName(id, one))
      for (const point of pointsFor(() => of(part.subject), () => (ledger.subject === part.subject ? of(part.subject) : areas.communesOf(ledger.subject).flatMap(of)))) dirty.mark(plan, ledger, point)
    }
  }

  function findUsers({ subject, role: { users, plan: own } }: Ledger): User[] {
    const wholes = areas.above(subject)
    const user = (plan: Plan, about: string, needs: readonly string[]): User => ({ plan, needs, ledger: shelves.open(seriesName(plan.indicator.id, about), true) })
    return [
      ...users.flatMap((plan) => [subject, ...(plan.isWeighed ? wholes : [])].map((about) => user(plan, about, plan.needs))),
      ...(own?.gather === undefined ? [] : wholes.map((whole) => user(own, whole, own.own))),
    ]
  }

  const heldOf = (all: readonly SeriesName[]): KeptSample[] => all.flatMap((one) => shelves.at(one)?.samples ?? [])
  const shorterPeriods = (all: readonly SeriesName[], period: string): string[] =>
    [...new Set(heldOf(all).flatMap((one) => (one.period !== undefined && one.period !== period && containsPeriod(period, one.period) ? [one.period] : [])))]

  /** What others told, where a series is computed here. */
  function toldBehind(series: SeriesName): SeriesName[] {
    const { indicator, subject } = splitSeries(series)
    const plan = shelves.at(series)?.isDelivered === true ? undefined : graph.planOf(indicator)
    if (plan === undefined) return [series]
    const parts = [subject, ...areas.communesOf(subject)]
    return [series, ...parts.flatMap((one) => plan.needs.map((id) => seriesName(id, one)))].flatMap((one) => (one === series ? parts.slice(1).map((part) => seriesName(indicator, part)) : toldBehind(one)))
  }

  return { live, markLive, markChange, markPast, markUsers, markStale, awaitStale }
}
