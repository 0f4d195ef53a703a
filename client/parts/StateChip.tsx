import type { ValueState } from '#contract'
import { type Locale, SAYS } from '../locale/index.ts'

/** How final a figure is: ước dashed, sơ bộ outlined, chính thức filled. Nothing where the source does not say. */
export const StateChip = ({ state, locale }: { state: ValueState | undefined; locale: Locale }) =>
  state === undefined ? null : <span className={`state-chip is-${state}`}>{SAYS[locale](`figure.${state}`)}</span>
