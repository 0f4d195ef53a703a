import type { SeriesView } from '#contract'
import { formatValue, type Locale, SAYS } from '../../locale/index.ts'
import { labelWidth, type MapLabel } from '../../maps/index.ts'
import { Figure, StatusGlyph, statusOf, ViewGlyph } from '../../parts/index.ts'
import type { Cluster } from './describe-areas.ts'
import type { Site } from './describe-points.ts'

/** Names and values are read at 5 m. */
const NAME_PX = 52
const VALUE_PX = 84
const WORD_PX = 52
const COMPACT_PX = 44
const GLYPH_PX = 80
const PAD_PX = 28
const HEIGHT = 168

/** Only what is abnormal is named: points by their worst figure, communes by what is overdue there. */
export function labelsOf(odd: readonly Site[], named: readonly Cluster[], locale: Locale): MapLabel[] {
  return [...odd.map(({ view }) => labelOf(view, view.indicator.unit, locale)), ...named.flatMap(({ overdue }) => (overdue === undefined ? [] : [labelOf(overdue, SAYS[locale]('points.overdue'), locale)]))]
}

function labelOf(view: SeriesView, word: string, locale: Locale): MapLabel {
  const { id, short } = view.subject
  const status = statusOf(view)
  const isOld = view.freshness === 'stale'
  const glyph = isOld ? <ViewGlyph freshness={view.freshness} status={status} /> : <StatusGlyph status={status === 'bad' ? 'bad' : 'watch'} />
  return {
    subject: id, className: isOld ? 'pmap-label is-old' : 'pmap-label', height: HEIGHT,
    width: PAD_PX + Math.max(labelWidth(short, NAME_PX), GLYPH_PX + labelWidth(formatValue(view.value, view.indicator, locale), VALUE_PX) + 14 + labelWidth(word, WORD_PX)),
    content: (
      <>
        <b>{short}</b>
        <span className="pmap-value">{glyph}<Figure view={view} locale={locale} className="num" unit={false} /><span className="pmap-word">{word}</span></span>
      </>
    ),
    compact: {
      height: 66, width: PAD_PX + 56 + labelWidth(short, COMPACT_PX) + labelWidth(formatValue(view.value, view.indicator, locale), COMPACT_PX) + 28,
      content: <span className="pmap-value">{glyph}<b>{short}</b><Figure view={view} locale={locale} className="num" unit={false} /></span>,
    },
  }
}
