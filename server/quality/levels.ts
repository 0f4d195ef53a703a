import type { Check, CheckLevels, ChecksAsked, QualitySettings } from '#contract'

const USUAL: CheckLevels = { warn: 99, fail: 90, mostly: 1 }

/** Where nobody says otherwise. Two communes of 96 that come later are no fault; nor is the blink of a pass that took its time. */
export const DEFAULT_LEVELS: Readonly<Record<Check, CheckLevels>> = {
  unit: USUAL, range: USUAL, repeat: USUAL, zone: USUAL, rows: USUAL, zeros: USUAL, readable: USUAL, fields: USUAL, unique: USUAL,
  places: { warn: 98, fail: 90, mostly: 0.95 },
  answered: { warn: 98, fail: 90, mostly: 1 },
  'on-time': { warn: 98, fail: 90, mostly: 0.995 },
}

/** Whose levels are asked for; the more is said, the nearer they are. */
export interface LevelsOf {
  agency: string
  source: string
  dataset?: string | undefined
}

/** Deployment, agency, source, dataset: the nearest that says something wins, entry by entry. */
export function levelsOf(settings: QualitySettings, { agency, source, dataset }: LevelsOf, check: Check): CheckLevels {
  const own = <T>(all: Readonly<Record<string, T>>, id: string | undefined): T | undefined => (id !== undefined && Object.hasOwn(all, id) ? all[id] : undefined)
  const ofSource = own(settings.sources, source)
  const chain: (ChecksAsked | undefined)[] = [settings.checks, own(settings.agencies, agency), ofSource?.checks, ofSource && own(ofSource.datasets, dataset)]
  return chain.reduce<CheckLevels>((levels, asked) => ({ ...levels, ...dropAbsent(asked?.[check] ?? {}) }), DEFAULT_LEVELS[check])
}

const dropAbsent = (levels: NonNullable<ChecksAsked[Check]>): Partial<CheckLevels> => Object.fromEntries(Object.entries(levels).filter(([, value]) => value !== undefined))
