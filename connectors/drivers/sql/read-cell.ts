import { createTimeReader } from '#kit'
import type { Kind } from './table.ts'

export type Cell = string | number | boolean | null

const INSTANT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)([+-]\d{2})(?::?(\d{2}))?$/

/**
 * One cell as a record holds it. Whole numbers a double holds exactly become numbers; every other number stays the text the
 * database wrote, for normalise to read. Moments become ISO 8601 with their zone. What is not what its column says (`infinity`,
 * `0000-00-00`, `NaN`) stays text, and is a reject where somebody reads it.
 */
export function createCellReader(timeZone: string): (text: string | null, kind: Kind) => Cell {
  const readLocal = createTimeReader('local', timeZone)
  return (text, kind) => {
    if (text === null) return null
    if (kind === 'whole' || kind === 'number') return readWhole(text)
    if (kind === 'truth') return text === 't' || text === '1'
    if (kind === 'instant') return text.replace(INSTANT, (_all, day: string, time: string, hours: string, minutes = '00') => `${day}T${time}${hours}:${minutes}`)
    if (kind !== 'local') return text
    const at = readLocal(text)
    return at === undefined ? text : new Date(at).toISOString()
  }
}

function readWhole(text: string): Cell {
  return /^-?(?:0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) + 0 : text // no negative zero
}
