import { containsPeriod, type Due, type DueRule, type KeptSample, type SeriesName, seriesName, splitSeries } from '#contract'
import type { Clock } from '../clock.ts'
import type { Areas } from './areas.ts'
import type { Point } from './compute.ts'
import type { Dirty } from './dirty.ts'
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
  markLive(series: SeriesName): void
  markChange(sample: KeptSample, isNewest: boolean): void
  markPast(series: SeriesName, from: number): void
  markUsers(series: SeriesName, pointsFor: PointsFor): void
  /** What went stale by time alone. */
  markStale(now: number): void
  /** Notes when the newest value of a series will be stale, and says it. */
  awaitStale(newest: KeptSample): number
}

export function createMarks({ clock, graph, areas, shelves, dirty, dueOf, holdsAt }: MarksDeps): Marks {
  const waking = createWakeList()

  /** Everything made of a series, for its newest value. */
  function markLive(series: SeriesName): void {
    const newest = shelves.at(series)?.samples.at(-1)
    if (newest !== undefined) markUsers(series, () => [live()])
    if (newest !== undefined) awaitStale(newest)
  }

  function awaitStale(newest: KeptSample): number {
    const rule = graph.ruleOf(splitSeries(newest.series).indicator)
    const lateUntil = rule === undefined ? Infinity : dueOf(rule, newest.at).lateUntil
    if (newest.period === undefined) waking.add(newest.series, lateUntil)
    return lateUntil
  }

  function markStale(now: number): void {
    for (const series of waking.take(now)) if (isStale(series, now)) markUsers(series, () => [live()])
  }

  /** Renewed since it was put on the list? Then it stands on it for later. */
  function isStale(series: SeriesName, now: number): boolean {
    const newest = shelves.at(series)?.samples.at(-1)
    const rule = graph.ruleOf(splitSeries(series).indicator)
    return newest !== undefined && rule !== undefined && now > dueOf(rule, newest.at).lateUntil
  }

  function markChange(sample: KeptSample, isNewest: boolean): void {
    const now = clock.now()
    const { series, at, period } = sample
    const isLive = isNewest && now <= awaitStale(sample) && holdsAt(splitSeries(series).subject, now)
    const on = isLive ? now : at
    if (period === undefined && !isLive) return markPast(series, at)
    markUsers(series, (near) => {
      if (period !== undefined) return [period, ...shorterPeriods(near(), period)].map((one) => ({ asOf: Infinity, on, isLive, period: one }))
      return [live()]
    })
  }

  /**
   * All moments at which something was told from then on, because what was made since may have been made with the wrong value; and those
   * before, because what was made wrongly stands under the moment of its oldest part, where something right may have stood.
   */
  function markPast(series: SeriesName, from: number): void {
    markUsers(series, (_, all) => {
      const moments = new Set([from, ...heldOf(all().flatMap(toldBehind)).map(({ at }) => at)])
      return [...[...moments].map((moment) => ({ asOf: moment, on: moment, isBefore: moment < from })), live()]
    })
  }

  const live = (): Point => ({ asOf: Infinity, on: clock.now(), isLive: true })

  function markUsers(series: SeriesName, pointsFor: PointsFor): void {
    const { indicator, subject } = splitSeries(series)
    const wholes = areas.above(subject)
    const mark = (plan: Plan, about: string, needs: readonly string[]) => {
      if (shelves.isDelivered(plan.indicator.id, about)) return
      const of = (one: string) => needs.map((id) => seriesName(id, one))
      for (const point of pointsFor(() => of(subject), () => (about === subject ? of(subject) : areas.communesOf(about).flatMap(of)))) dirty.mark(plan, about, point)
    }
    for (const plan of graph.usersOf(indicator)) {
      const needs = [...new Set(plan.versions.flatMap((version) => version.needs))]
      mark(plan, subject, needs)
      if (plan.indicator.level !== 'commune' || plan.gather !== undefined || !plan.versions.some(({ isRatio }) => isRatio)) continue
      for (const whole of wholes) mark(plan, whole, needs)
    }
    const own = graph.planOf(indicator)
    if (own?.gather !== undefined) for (const whole of wholes) mark(own, whole, [indicator])
  }

  const heldOf = (all: readonly SeriesName[]): KeptSample[] => all.flatMap((one) => shelves.at(one)?.samples ?? [])
  const shorterPeriods = (all: readonly SeriesName[], period: string): string[] =>
    [...new Set(heldOf(all).flatMap((one) => (one.period !== undefined && one.period !== period && containsPeriod(period, one.period) ? [one.period] : [])))]

  /** What others told, where a series is computed here. */
  function toldBehind(series: SeriesName): SeriesName[] {
    const { indicator, subject } = splitSeries(series)
    const plan = shelves.isDelivered(indicator, subject) ? undefined : graph.planOf(indicator)
    if (plan === undefined) return [series]
    const parts = [subject, ...areas.communesOf(subject)]
    const needs = [...new Set(plan.versions.flatMap((version) => version.needs))]
    return [series, ...parts.flatMap((one) => needs.map((id) => seriesName(id, one)))].flatMap((one) => (one === series ? parts.slice(1).map((part) => seriesName(indicator, part)) : toldBehind(one)))
  }

  return { live, markLive, markChange, markPast, markUsers, markStale, awaitStale }
}
