import { type Coverage, type Freshness, isBackfilled, type Origin, type ValueState } from '#contract'

/** Words of exported tables: a part must not look like the whole on paper either. Files are read by officials, so in Vietnamese only. */
export const STATES: Record<ValueState, string> = { estimated: 'ước', preliminary: 'sơ bộ', official: 'chính thức' }

const ORIGINS: Record<Origin, string> = { real: 'thật', simulated: 'minh họa', backfill: 'minh họa (nạp bù)' }

/** As the wall says them. */
export const FRESHNESS: Record<Freshness, string> = { live: 'mới', late: 'trễ', stale: 'cũ', lost: 'mất kết nối', never: 'chưa có' }

/** Never empty: a made-up figure must not pass for a real one, and neither may one of which nobody knows any more. */
export const originOf = (source: string, origin: Origin | undefined): string => (origin !== undefined ? ORIGINS[origin] : isBackfilled(source) ? ORIGINS.backfill : 'không rõ, nguồn không còn trong danh mục')

/** With a word behind it: `2/12` alone would be opened as a date. */
export const coverageText = (of: Coverage | undefined): string | undefined => of && `${of.reported}/${of.expected} địa bàn`
