import { Screen, type UseAnswer, type UseCell, UseRole } from '#contract'

/** One page over the days asked for. */
export interface UsedScreen {
  screen: Screen
  /** Openings that may be told; `fewDays` of one role each had fewer. */
  count: number
  fewDays: number
  byRole: ReadonlyMap<UseRole, UseCell>
}

export interface UseTable {
  /** Those that opened anything, in the order of the list of roles. */
  roles: UseRole[]
  /** The most used first. */
  used: UsedScreen[]
  never: Screen[]
}

/** Every page there is stands in the table or among those nobody opened: a page that is left out would not be missed. */
export function sumUse({ cells }: Pick<UseAnswer, 'cells'>): UseTable {
  const screens = Screen.options.map((screen): UsedScreen => {
    const own = cells.filter((cell) => cell.screen === screen)
    return { screen, count: sum(own.map(({ count }) => count)), fewDays: sum(own.map(({ fewDays }) => fewDays)), byRole: new Map(own.map((cell) => [cell.role, cell])) }
  })
  return {
    roles: UseRole.options.filter((role) => cells.some((cell) => cell.role === role)),
    used: screens.filter(({ byRole }) => byRole.size > 0).toSorted((a, b) => b.count - a.count || b.fewDays - a.fewDays),
    never: screens.filter(({ byRole }) => byRole.size === 0).map(({ screen }) => screen),
  }
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

/** Whole days, the last one today by the deployment's clock. */
export function lastDays(count: number, now: number, timeZone: string): { from: string; to: string } {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const to = format.format(now)
  const from = new Date(Date.parse(to) - (count - 1) * 86_400_000).toISOString().slice(0, 10)
  return { from, to }
}
