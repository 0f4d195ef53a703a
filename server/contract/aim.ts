import type { Catalogue } from './catalogue.ts'
import { type SeriesName, splitSeries } from './ids.ts'
import type { Indicator } from './indicator.ts'
import { type Dated, expectedShare, paceSpan } from './pace.ts'
import { daysOfPeriod } from './period.ts'
import { judgeFigure, type Status, type Target, targetsOn } from './target.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** What a figure is measured against on the day it is for. */
export interface Aim {
  /** All targets of that day, and the main one. */
  targets: Target[]
  target?: Target
  /** Of a figure that grows over a period: the share of the target it should have come to by its day, and what that is. */
  pace?: { share: number; expected: number }
}

/** `targets` are those of its indicator and subject at any time. Without a figure: what holds on `today`. */
export function aimOf(indicator: Pick<Indicator, 'pace' | 'periods'>, targets: readonly Target[], { figure, today, working }: { figure: Dated | undefined; today: string; working?: WorkingCalendar | undefined }): Aim {
  const { pace, periods = 'calendar' } = indicator
  const held = targetsOn(targets, figure === undefined ? today : targetDay(figure, indicator))
  const target = held.find(({ main }) => main)
  const aim: Aim = { targets: held, ...(target && { target }) }
  if (pace === undefined || target === undefined || figure === undefined) return aim
  const share = expectedShare(pace, figure, { calendar: periods, working })
  return share === undefined ? aim : { ...aim, pace: { share, expected: target.value * share } }
}

/** December's figure, told in January, is not measured against the new year's plan; a budget year's January not against the plan still being paid out. */
function targetDay(figure: Dated, { pace, periods = 'calendar' }: Pick<Indicator, 'pace' | 'periods'>): string {
  const last = figure.period === undefined ? figure.day : daysOfPeriod(figure.period, periods).last
  const day = last < figure.day ? last : figure.day
  const span = pace === undefined ? undefined : paceSpan(pace.over, figure, periods)
  return periods === 'investment' && span !== undefined && day < `${span.slice(0, 4)}-02-01` ? `${span.slice(0, 4)}-02-01` : day
}

/** The verdict on a figure that is fresh enough to be judged. */
export const judgeByAim = (value: number | string | undefined, indicator: Pick<Indicator, 'direction' | 'warn' | 'critical' | 'pace'>, aim: Pick<Aim, 'target' | 'pace'>): Status =>
  judgeFigure(value, indicator, { target: aim.target?.value, share: aim.pace?.share })

/** The verdict as every screen shows it: what is far from its target is not nearly there, though no critical limit is passed. */
export function shownStatus(value: number | string | undefined, indicator: Pick<Indicator, 'direction' | 'warn' | 'critical' | 'pace'>, aim: Pick<Aim, 'target' | 'pace'>): Status {
  const status = judgeByAim(value, indicator, aim)
  return status === 'watch' && aim.pace === undefined && aim.target !== undefined && !isNear(value, aim.target.value) ? 'bad' : status
}

/** Within a tenth of the target: 147 overdue against 50 is worth a watch, but it is not nearly there. */
const isNear = (value: number | string | undefined, target: number): boolean => typeof value === 'number' && Math.abs(value - target) <= Math.abs(target) / 10

/** Looks up what any series of a catalogue is measured against. The province's aim for a rate holds for each commune; a sum's does not. */
export function createAims({ indicators, localities, targets, deployment }: Pick<Catalogue, 'indicators' | 'localities' | 'targets' | 'deployment'>): (series: SeriesName, figure: Dated | undefined, today: string) => Aim {
  const known = new Map<string, Indicator>(indicators.map((indicator) => [indicator.id, indicator]))
  const parents = new Map<string, string | undefined>(localities.map(({ id, parent }) => [id, parent]))
  const held = new Map<string, Target[]>()
  for (const target of targets) {
    const key = `${target.indicator}@${target.subject}`
    held.set(key, [...(held.get(key) ?? []), target])
  }
  return (series, figure, today) => {
    const { indicator: id, subject } = splitSeries(series)
    const indicator = known.get(id)
    if (indicator === undefined) return { targets: [] }
    const isShared = indicator.kind === 'rate' || indicator.kind === 'score'
    const of = (area: string): Aim => {
      const aim = aimOf(indicator, held.get(`${id}@${area}`) ?? [], { figure, today, working: deployment.workingCalendar })
      const parent = parents.get(area)
      return aim.targets.length > 0 || !isShared || parent === undefined ? aim : of(parent)
    }
    return of(subject)
  }
}
