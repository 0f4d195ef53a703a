const DAY_MS = 86_400_000

/** A day or a window of days, epoch ms; `to` is the first moment after it, or now for the day that is not over. */
export interface Span {
  from: number
  to: number
}

/** The days counted: full ones, oldest first, and today so far. At least `back`, more where we were away longer, at most a month. */
export function daysCounted(now: number, { back, offset, lastReadAt }: { back: number; offset: string; lastReadAt: number | undefined }): Span[] {
  const zoneMs = offsetMs(offset)
  const today = Math.floor((now + zoneMs) / DAY_MS)
  const away = lastReadAt === undefined || lastReadAt > now ? 0 : today - Math.floor((lastReadAt + zoneMs) / DAY_MS)
  const first = today - Math.min(31, Math.max(back, away))
  return Array.from({ length: today - first + 1 }, (_, index) => {
    const from = (first + index) * DAY_MS - zoneMs
    return { from, to: Math.min(now, from + DAY_MS) }
  })
}

/** Windows of at most `days` that cover the time from `openDays` ago to a little ahead: their clock may be before ours. Newest first. */
export function windowsBack(now: number, { days, openDays }: { days: number; openDays: number }): Span[] {
  const end = now + 3_600_000
  const begin = end - openDays * DAY_MS
  const windows: Span[] = []
  for (let to = end; to > begin; to -= days * DAY_MS) windows.push({ from: Math.max(begin, to - days * DAY_MS), to })
  return windows
}

function offsetMs(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
