import type { Text } from '#contract'
import { formatValue, type Locale, SAYS } from '../../locale/index.ts'
import { labelWidth, type MapLabel, stepOf } from '../../maps/index.ts'
import { Figure, figureData, StatusGlyph } from '../../parts/index.ts'
import type { Picture, Reporting } from './describe.ts'

/** Names are read at 5 m, values at 8 m. */
const NAME_PX = 52
const VALUE_PX = 84
/** A word in place of the value. */
const WORD_PX = 52
const SILENT_PX = 52
/** Of the width at weight 600, what weight 400 takes at most. */
const LIGHTER = 0.92
const GLYPH_PX = 80
const PAD_PX = 24
/** All in one line, where fifteen are crowded on one screen. */
const COMPACT = { px: 44, height: 66, glyph: 56, gaps: 24 }

/** Worst first, then the silent ones, then the best: in this order they choose their places. */
export function labelsOf({ breaks, bad, best, missing, isMissingNamed }: Picture, words: readonly Text[] | undefined, locale: Locale): MapLabel[] {
  const wordOf = ({ value }: Reporting): string | undefined => words?.[stepOf(value, breaks) - 1]?.[locale]
  const widthOf = (view: Reporting, px: number, wordPx: number): number => {
    const word = wordOf(view)
    return word === undefined ? labelWidth(formatValue(view.value, view.indicator, locale), px) : labelWidth(word, wordPx)
  }
  const figureOf = (view: Reporting) => {
    const word = wordOf(view)
    return word === undefined ? <Figure view={view} locale={locale} className="num" unit={false} /> : <span className="lmap-word" {...figureData(view)}>{word}</span>
  }
  const named = (view: Reporting, isBad: boolean): MapLabel => ({
    subject: view.subject.id, className: isBad ? 'lmap-bad' : 'lmap-best', height: isBad ? 162 : 156,
    width: PAD_PX + Math.max(labelWidth(view.subject.short, NAME_PX), (isBad ? GLYPH_PX : 0) + widthOf(view, VALUE_PX, WORD_PX)),
    content: (
      <>
        <b>{view.subject.short}</b>
        <span className="lmap-value">{isBad && <StatusGlyph status="bad" />}{figureOf(view)}</span>
      </>
    ),
    compact: {
      height: COMPACT.height, width: PAD_PX + labelWidth(view.subject.short, COMPACT.px) + (isBad ? COMPACT.glyph : 0) + widthOf(view, COMPACT.px, COMPACT.px) + COMPACT.gaps,
      content: <span className="lmap-value">{isBad && <StatusGlyph status="bad" />}<b>{view.subject.short}</b>{figureOf(view)}</span>,
    },
  })
  const silent = (isMissingNamed ? missing : []).map((view): MapLabel => {
    const text = SAYS[locale]('map.never', { name: view.subject.short })
    return { subject: view.subject.id, className: 'lmap-silent', width: PAD_PX + Math.ceil(labelWidth(text, SILENT_PX) * LIGHTER), height: 72, content: text, compact: { width: PAD_PX + Math.ceil(labelWidth(text, COMPACT.px) * LIGHTER), height: COMPACT.height, content: text } }
  })
  return [...bad.map((view) => named(view, true)), ...silent, ...best.map((view) => named(view, false))]
}
