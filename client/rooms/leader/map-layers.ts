import type { Locality, MapQuery, SeenBriefing } from '#contract'

/** Areas of an earlier time whose lines may be laid over those of today. */
export interface EarlierAreas {
  /** `district-2025-06-30` */
  id: string
  level: MapQuery['level']
  /** The last day on which all of them stood. */
  day: string
}

/** What a reader may choose from. */
export interface OfferedLayers {
  /** Indicators that colour the areas; the first is the one the briefing names. */
  fills: readonly string[]
  points: readonly string[]
  eras: readonly EarlierAreas[]
}

export interface MapLayers {
  fill: string | undefined
  points: readonly string[]
  /** Names of what needs to be looked at. */
  names: boolean
  /** The lines between the communes of today. */
  lines: boolean
  era: string | undefined
}

const NONE = 'none'

export function offeredLayers({ map, locality }: SeenBriefing, localities: readonly Locality[]): OfferedLayers {
  return { fills: map === undefined ? [] : [...new Set<string>([map.indicator, ...locality])], points: map?.points.map(({ id }) => id) ?? [], eras: erasOf(localities) }
}

/** One for each level and day on which areas of it ended, the large areas first. */
function erasOf(localities: readonly Locality[]): EarlierAreas[] {
  const ended = localities.flatMap(({ level, validTo: day }): EarlierAreas[] => (day === undefined || level === 'province' ? [] : [{ id: `${level}-${day}`, level, day }]))
  return [...new Map(ended.map((one) => [one.id, one])).values()].toSorted((a, b) => (a.day === b.day ? b.level.localeCompare(a.level) : b.day.localeCompare(a.day)))
}

const usual = ({ fills }: OfferedLayers): MapLayers => ({ fill: fills[0], points: [], names: true, lines: true, era: undefined })

/** `?layers=tthc.on-time-rate,names,lines,cameras,district-2025-06-30`. What is not offered here is left out: an address may be old, or of somebody who sees more. */
export function readLayers(text: string | null, offered: OfferedLayers): MapLayers {
  if (text === null) return usual(offered)
  const words = new Set(text.split(','))
  return {
    fill: offered.fills.find((one) => words.has(one)), points: offered.points.filter((one) => words.has(one)),
    names: words.has('names'), lines: words.has('lines'), era: offered.eras.find(({ id }) => words.has(id))?.id,
  }
}

/** What the address says of it; undefined for what is shown without a word. */
export function writeLayers(layers: MapLayers, offered: OfferedLayers): string | undefined {
  const text = wordsOf(layers)
  return text === wordsOf(usual(offered)) ? undefined : text
}

function wordsOf({ fill, points, names, lines, era }: MapLayers): string {
  const words = [...(fill === undefined ? [] : [fill]), ...(names ? ['names'] : []), ...(lines ? ['lines'] : []), ...points, ...(era === undefined ? [] : [era])]
  return words.length === 0 ? NONE : words.join()
}
