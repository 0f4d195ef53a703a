import type { SeriesView } from '#contract'

/** Where the track of a share ends: as told, 100 for per cent, else beyond all that is drawn on it. Bars begin at 0, always. */
export function fullOf(views: readonly SeriesView[], told: number | undefined): number {
  if (told !== undefined) return told
  const drawn = views.flatMap(({ value, targets, target }) => [...(typeof value === 'number' ? [value] : []), ...(targets ?? (target === undefined ? [] : [target])).map((one) => one.value)])
  const most = Math.max(0, ...drawn)
  if (views.every(({ indicator }) => indicator.unit === '%')) return Math.max(100, most)
  return most > 0 ? most : 1
}
