import type { ReadingClass } from './arcminutes.ts'

export interface ClassRule {
  reads: ReadingClass
  /** Matches the element of a text, or one around it. */
  selector: string
}

/**
 * From where a text must be read, by what it is; the first match wins. What no line names is a label: a new widget is read from
 * 5 m unless it says here that it is not.
 */
export const TEXT_CLASSES: readonly ClassRule[] = [
  // Where every exception must be named on one tile, all of them are of the second line's size: none is left out (decision 0027).
  { reads: 'provenance', selector: '.lm-label.is-compact' },
  // The second line, what a value is counted in, and a table's rows are smaller than values by the law of the look (section 2).
  { reads: 'provenance', selector: '.unit, .part-unit, .fresh, .note, .demo, .notice-calm, .panel-broken, .hd p, .date' },
  { reads: 'provenance', selector: '.km, .kpi footer, .dmeta, .trend-now p > span, .intraday-now p > span, .rank-delta, .rank-rest' },
  { reads: 'provenance', selector: '.source p, .source small, .source-age, .source-cell, .alarm p, .alarm-since' },
  // What the colours of a map mean is a scale like any other; the places named on it are labels, their figures values.
  { reads: 'provenance', selector: '.lmap-legend, .pmap-legend, .pmap-marks' },
  { reads: 'provenance', selector: '.row-mark, .row-rate, .ruler-none, .matrix-head, .bullet-held, .state-chip, .breakdown-most, .contracts-word, .contracts-judged b' },
  // Which sites are meant, and what their shapes mean: the shapes carry it over the room.
  { reads: 'provenance', selector: '.roll-names, .roll-legend' },
  // A ladder's level is carried by its steps, what is wrong in a drawing by its sign.
  { reads: 'label', selector: '.rank-value, .row-value, .ladder-name h3, .diagram-figure' },
  // Over the room a disc's size tells how many, and the outline of a place that something is wrong there.
  { reads: 'label', selector: '.lm-discs text, .lmap-word' },
  { reads: 'value', selector: '[data-series], .num, .alarm-count, .clock, h1' },
  // Scales of charts, and what their lines are.
  { reads: 'provenance', selector: 'svg text:not(.is-label)' },
]

/** Rings tell an age and stand beside small text; every other sign judges something. */
export const QUIET_GLYPHS = '.fresh, .source, .source-cell, .lm-label.is-compact'

/** What a change is against gives way first where room is short: it wraps out of sight as a whole. */
export const GIVES_WAY = '.kpi footer, .km, .dheld .delta'

/** Laid over other texts on purpose, without letting anything through. */
export const COVERS = '.notice-lost'
