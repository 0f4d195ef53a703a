import type { Indicator, IndicatorId } from '#contract'
import type { NormaliseContext } from './normalise-context.ts'
import { compileCoverage, type CoverageReader } from './read-coverage.ts'
import { compileMembers, compilePointer, type PlaceReader } from './read-pointer.ts'
import type { ReadingDefinition, System } from './system.ts'

/** One reading with the indicator it is of, its pointers taken apart. */
export interface Reading extends Omit<ReadingDefinition, 'indicator' | 'where' | 'coverage'> {
  indicator: Indicator
  read: PlaceReader
  /** Absent: it counts for every record. */
  isOf?: (record: object) => boolean
  coverage?: CoverageReader
}

/** A system's readings with one catalogue and one source's settings. */
export interface KnownReadings {
  /** Those the system lists. */
  listed: readonly Reading[]
  /** Listed, but the catalogue has no such indicator. */
  unknown: readonly ReadingDefinition[]
  /** The reading of an indicator that a record names; undefined when the catalogue lacks it. */
  named(indicator: string): Reading | 'not-listed' | undefined
}

type Wanted = Pick<NormaliseContext, 'indicators' | 'overrides'>

interface Remembered extends Wanted {
  system: System
  known: KnownReadings
}

/** By what belongs to one source alone: its settings, or its system. Definitions and settings are never changed, they are replaced. */
const remembered = new WeakMap<object, Remembered>()

/** Prepared at the first answer of a source and kept until its system, its settings or the catalogue are other ones. */
export function knownReadings(system: System, { indicators, overrides }: Wanted): KnownReadings {
  const key = overrides ?? system
  const before = remembered.get(key)
  if (before?.system === system && before.indicators === indicators && before.overrides === overrides) return before.known
  const known = prepareReadings(system, { indicators, overrides: overrides ?? {} })
  remembered.set(key, { system, indicators, ...(overrides === undefined ? {} : { overrides }), known })
  return known
}

function prepareReadings(system: System, { indicators, overrides }: Required<Wanted>): KnownReadings {
  const prepare = (definition: ReadingDefinition, indicator: Indicator): Reading => {
    const { value, scale } = Object.hasOwn(overrides, definition.indicator) ? (overrides[definition.indicator] ?? {}) : {}
    return prepareReading({ ...definition, value: value ?? definition.value, scale: scale ?? definition.scale }, indicator, system)
  }
  const byDefinition = system.readings.map((definition) => ({ definition, indicator: indicators.get(definition.indicator) }))
  const listed = byDefinition.flatMap(({ definition, indicator }) => (indicator === undefined ? [] : [prepare(definition, indicator)]))
  const byName = new Map<string, Reading>(listed.map((reading) => [reading.indicator.id, reading]))
  return {
    listed,
    unknown: byDefinition.filter(({ indicator }) => indicator === undefined).map(({ definition }) => definition),
    named(id) {
      const known = byName.get(id)
      if (known !== undefined) return known
      const indicator = indicators.get(id as IndicatorId) // what the catalogue has was parsed
      if (indicator === undefined || system.readings.length > 0) return indicator && 'not-listed'
      const reading = prepareReading({ indicator: indicator.id, value: system.value ?? '/value', format: 'json', optional: false }, indicator, system)
      byName.set(id, reading)
      return reading
    },
  }
}

function prepareReading({ where, coverage, ...definition }: ReadingDefinition, indicator: Indicator, system: System): Reading {
  const parts = system.indicator === undefined ? coverage : (system.coverage ?? coverage)
  return {
    ...definition, indicator,
    read: compilePointer(definition.value),
    ...(where === undefined ? {} : { isOf: compileMembers(where) }),
    ...(parts === undefined ? {} : { coverage: compileCoverage(parts) }),
  }
}
