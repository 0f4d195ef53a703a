import type { Position, SeriesView } from '#contract'
import { caseView } from '../sample-views.ts'

type Change = Parameters<typeof caseView>[0]

const rain = { id: 'env.rain-24h', unit: 'mm', decimals: 0, direction: 'lower', short: { vi: 'Mưa 24 giờ', en: 'Rain 24 h' }, name: { vi: 'Lượng mưa 24 giờ', en: 'Rainfall 24 h' }, warn: 50, critical: 100 }

/** A station of an invented province, at a place of the sample's field of cells. */
export function caseSite(name: string, at: Position | undefined, change: Change & { kind?: string; locality?: string } = {}): SeriesView {
  const { kind = 'rain-gauge', locality, ...rest } = change
  const view = caseView({ subject: name, level: 'site', indicator: rain as never, value: 9, ...rest }) // ids written out
  return { ...view, subject: { ...view.subject, kind, ...(at && { at }), ...(locality !== undefined && { locality }) } }
}

/** Spread without chance: the same picture each time. */
export const spreadAt = (i: number): Position => [106.12 + ((i * 61) % 97) / 97 * 0.78, 11.56 - ((i * 37) % 89) / 89 * 1.06]

export function caseSites(count: number, change: (i: number) => Change & { kind?: string } = () => ({})): SeriesView[] {
  return Array.from({ length: count }, (_, i) => caseSite(`Trạm ${i + 1}`, spreadAt(i), { kind: i % 3 === 1 ? 'air-station' : i % 7 === 6 ? 'border-gate' : 'rain-gauge', value: (i * 13) % 47, ...change(i) }))
}

const count = { id: 'feedback.open', unit: 'phản ánh', decimals: 0, direction: 'lower', short: { vi: 'Đang xử lý', en: 'Open' }, warn: undefined, critical: undefined }
const late = { id: 'feedback.overdue', unit: 'phản ánh', decimals: 0, direction: 'lower', short: { vi: 'Quá hạn', en: 'Overdue' }, warn: 0, critical: 3 }

/** Open and overdue feedback of each commune, by its code. */
export function caseCounts(communes: readonly SeriesView[], change: Change = {}): SeriesView[] {
  return communes.flatMap(({ subject: { short } }, i) => {
    const silent = i >= 92
    const open = i % 4 === 1 ? 0 : 2 + ((i * 29) % 17) + (i % 11 === 0 ? 30 : 0)
    const overdue = i % 19 === 0 ? 2 + (i % 5) : i % 7 === 3 ? 1 : 0
    return [
      caseView({ subject: short, indicator: count as never, value: silent ? undefined : open, ...change }), // ids written out
      caseView({ subject: short, indicator: late as never, value: silent ? undefined : Math.min(open, overdue), ...change }), // ids written out
    ]
  })
}
