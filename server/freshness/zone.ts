export const DAY_MS = 86_400_000

/** The civil time of one IANA zone. A day is a number: whole days since 01/01/1970, without time or zone. */
export interface Zone {
  /** The local day in which a moment lies. */
  dayOf(at: number): number
  /** The moment at which local clocks show `timeMs` after midnight of `day`; where they skip it, the moment they jump. */
  momentOf(day: number, timeMs: number): number
}

export function createZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })

  /** What local clocks show, as if it were UTC. */
  function wallClock(at: number): number {
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000)
  }
  const offset = (at: number) => wallClock(at) - at

  return {
    dayOf: (at) => Math.floor(wallClock(at) / DAY_MS),
    momentOf(day, timeMs) {
      const wall = day * DAY_MS + timeMs
      // The offset a day before and a day after: clocks are not changed twice within two days.
      const candidates = [wall - offset(wall - DAY_MS), wall - offset(wall + DAY_MS)]
      const shown = candidates.filter((at) => wallClock(at) === wall)
      return shown.length > 0 ? Math.min(...shown) : Math.max(...candidates)
    },
  }
}

/** `2026-02-14` -> day number; the text has passed the contract's `Day`. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
