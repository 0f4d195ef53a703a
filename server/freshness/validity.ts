import { createZone, dayNumber } from './zone.ts'

interface Dated {
  id: string
  validFrom?: string | undefined
  validTo?: string | undefined
}

/** Says whether an area or an agency held at a moment: from the first minute of its first day to the end of its last, by local clocks. */
export function createValidity({ timeZone, things }: { timeZone: string; things: readonly Dated[] }): (id: string, at: number) => boolean {
  const zone = createZone(timeZone)
  // Only those with an end somewhere: asked for each sample, most are answered without looking further.
  const spans = new Map(things.flatMap(({ id, validFrom, validTo }) => (validFrom === undefined && validTo === undefined ? [] : [[id, {
    from: validFrom === undefined ? -Infinity : zone.momentOf(dayNumber(validFrom), 0),
    until: validTo === undefined ? Infinity : zone.momentOf(dayNumber(validTo) + 1, 0),
  }] as const])))
  return (id, at) => {
    const span = spans.get(id)
    return span === undefined || (span.from <= at && at < span.until)
  }
}
