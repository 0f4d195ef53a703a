import { containsPeriod, type Due, type DueRule, type KeptSample, type SeriesName, seriesName, splitSeries } from '#contract'
import type { Clock } from '../clock.ts'
import type { Areas } from './areas.ts'
import type { Point } from './compute.ts'
import type { Dirty } from './dirty.ts'
import { type Ledger, pickSample, type User } from './ledger.ts'
import type { Graph, Plan } from './plan-graph.ts'
import type { Recall } from './recall.ts'
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
  recall: Pick<Recall, 'want'>
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

export function createMarks({ clock, graph, areas, shelves, dirty, dueOf, holdsAt, recall }: MarksDeps): Marks {
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
    if (period !== undefined) {
      const follow = () => markUsers(ledger, (near) => [period, ...shorterPeriods(near(), period)].map((one) => ({ asOf: Infinity, on, isLive, period: one })))
      return afterRecall(ledger, { from: 0, isLacking: (one) => lacksPeriod(one, period), follow })
    }
    if (!isLive) return markPast(ledger, at)
    markUsers(ledger, () => [live()])
  }

  /** Of a plan for a year every month of it is made anew. */
  const lacksPeriod = (one: Ledger, period: string): boolean =>
    one.heldFrom > -Infinity && (pickSample(one, Infinity, period) === 'forgotten' || one.samples.some((held) => held.period !== undefined && held.period !== period && containsPeriod(period, held.period)))

  /** At once where all that the change hangs on is held; else when it has been fetched. */
  function afterRecall(part: Ledger, { from, isLacking, follow }: { from: number; isLacking(one: Ledger): boolean; follow(): void }): void {
    const lacks = new Set<Ledger>()
    for (const user of usersOf(part)) {
      if (user.ledger.isDelivered) continue
      for (const name of allOf(part, user).flatMap(toldBehind)) {
        const one = shelves.at(name)
        if (one !== undefined && isLacking(one)) lacks.add(one)
      }
    }
    if (lacks.size === 0) follow()
    else recall.want({ lacks: [...lacks], from, follow })
  }

  /**
   * All moments at which something was told from then on, because what was made since may have been made with the wrong value; and those
   * before, because what was made wrongly stands under the moment of its oldest part, where something right may have stood.
   */
  function markPast(ledger: Ledger, from: number): void {
    const follow = () => markUsers(ledger, (_, all) => {
      const moments = new Set([from, ...heldOf(all().flatMap(toldBehind)).map(({ at }) => at)])
      return [...[...moments].map((moment) => ({ asOf: moment, on: moment, isBefore: moment < from })), live()]
    })
    afterRecall(ledger, { from, isLacking: ({ heldFrom }) => heldFrom > from, follow })
  }

  const live = (): Point => ({ asOf: Infinity, on: clock.now(), isLive: true })

  function markUsers(part: Ledger, pointsFor: PointsFor): void {
    for (const user of usersOf(part)) {
      if (user.ledger.isDelivered) continue
      for (const point of pointsFor(() => named(user, part.subject), () => allOf(part, user))) dirty.mark(user.plan, user.ledger, point)
    }
  }

  const usersOf = (part: Ledger): readonly User[] => (part.users ??= findUsers(part))
  const named = ({ needs }: User, subject: string): SeriesName[] => needs.map((id) => seriesName(id, subject))
  const allOf = ({ subject }: Ledger, user: User): SeriesName[] =>
    user.ledger.subject === subject ? named(user, subject) : areas.communesOf(user.ledger.subject).flatMap((commune) => named(user, commune))

  function findUsers({ subject, role: { users, plan: own } }: Ledger): User[] {
    const wholes = areas.above(subject)
    const user = (plan: Plan, about: string, needs: readonly string[]): User => ({ plan, needs, ledger: shelves.open(seriesName(plan.indicator.id, about), -Infinity) })
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
