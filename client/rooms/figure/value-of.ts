import type { SeriesName, Value } from '#contract'
import { formatValue } from '../../locale/index.ts'
import type { Names } from '../agency/names.ts'

/** A value as its indicator is written; of one the catalogue no longer has, as it is. */
export function valueOf(value: Value, series: SeriesName, names: Names): string {
  const { info } = names.series(series)
  return info === undefined ? String(value) : formatValue(value, info, names.locale)
}
