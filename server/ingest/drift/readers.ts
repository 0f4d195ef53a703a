import type { SourceSettings } from '#contract'
import { compileMembers, readNumber, readPointer, scaleNumber, type System } from '#kit'

/** One place a number is read from. `key` outlives a change of the pointer. */
export interface Reader {
  key: string
  indicator: string
  pointer: string
  /** As it counts: with today's scale, so that a mended scale is mended here as well. */
  number(raw: unknown): number | undefined
}

/** Which places are read of one record. */
export interface Readers {
  of(record: unknown): readonly Reader[]
  /** Is it a place of today's mapping, that every answer should have? */
  keys(key: string): boolean
  /** Pointers the mapping stands on: without one of them figures are missing, or of somebody else. */
  pointers: ReadonlySet<string>
}

export function readersOf(system: System, overrides: SourceSettings['readings']): Readers {
  const place = [system.subject, system.locality, system.indicator, system.at, system.period].filter((one) => one !== undefined)
  if (system.indicator !== undefined) return namedReaders(system, overrides, { named: system.indicator, place })
  const seen = new Map<string, number>()
  const all = system.readings.filter(({ format }) => format !== 'text').map(({ indicator, value, where, format, scale: ownScale }) => {
    const nth = (seen.get(indicator) ?? 0) + 1
    seen.set(indicator, nth)
    const override = Object.hasOwn(overrides, indicator) ? overrides[indicator] : undefined
    const scale = override?.scale ?? ownScale
    const number = (raw: unknown) => {
      const read = readNumber(raw, format === 'vi' ? 'vi' : 'json')
      return read === undefined || scale === undefined ? read : scaleNumber(read, scale)
    }
    return { key: `${indicator}#${nth}`, indicator, pointer: override?.value ?? value, isOf: where && compileMembers(where), number }
  })
  const wheres = system.readings.flatMap(({ where = {} }) => Object.keys(where))
  const keys = new Set(all.map(({ key }) => key))
  return {
    keys: (key) => keys.has(key),
    of: (record) => all.filter(({ isOf }) => isOf === undefined || isOf(record)),
    pointers: new Set([...place, ...wheres, ...all.map(({ pointer }) => pointer)]),
  }
}

/** A record that names its indicator has its number in one place. */
function namedReaders({ value: common = '/value', readings }: System, overrides: SourceSettings['readings'], { named, place }: { named: string; place: string[] }): Readers {
  const made = new Map<string, Reader[]>()
  const listed = new Map<string, string>(readings.map(({ indicator, value }) => [indicator, value]))
  const overrideOf = (indicator: string) => (Object.hasOwn(overrides, indicator) ? overrides[indicator as keyof typeof overrides] : undefined) // its own, the line says
  const pointerOf = (indicator: string): string => overrideOf(indicator)?.value ?? listed.get(indicator) ?? common
  const numberOf = (indicator: string) => (raw: unknown) => {
    const [read, scale] = [readNumber(raw, 'json'), overrideOf(indicator)?.scale]
    return read === undefined || scale === undefined ? read : scaleNumber(read, scale)
  }
  const pointers = listed.size === 0 ? [common] : [...listed.keys()].map(pointerOf)
  return {
    keys: () => false, // which indicators a record names is the sender's choice
    of(record) {
      const indicator = readPointer(record, named)
      if (typeof indicator !== 'string') return []
      const known = made.get(indicator) ?? [{ key: `${indicator}#1`, indicator, pointer: pointerOf(indicator), number: numberOf(indicator) }]
      made.set(indicator, known)
      return known
    },
    pointers: new Set([...place, ...pointers]),
  }
}
