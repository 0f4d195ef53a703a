import { splitSeries, type SeriesName, type SubmissionPreview, type Value } from '#contract'
import type { GoodRead } from './intake.ts'

const MOST_ROWS = 500
const MOST_FIGURES = 500
const MOST_REJECTS = 50

export interface PreviewFacts {
  sha256: string
  bytes: number
  before: string | undefined
  /** Live values now, of what the viewer may watch. */
  now: ReadonlyMap<SeriesName, Value>
}

/** A delivery as its sender or approver looks at it. Lists are cut, counts are whole. */
export function makePreview({ preview, figures, rejects, rejectCount, findings }: GoodRead, { sha256, bytes, before, now }: PreviewFacts): SubmissionPreview {
  return {
    sha256, bytes,
    ...(preview.sheet === undefined ? {} : { sheet: preview.sheet }),
    ...(preview.headerRow === undefined ? {} : { headerRow: preview.headerRow }),
    columns: preview.columns,
    rows: cutRows(preview.rows),
    rowCount: preview.rows.length,
    figures: figures.slice(0, MOST_FIGURES).map(({ row, sample: { series, at, value, period, state } }) => ({
      series, at: new Date(at).toISOString(), value, ...(row === undefined ? {} : { row }), ...(period === undefined ? {} : { period }), ...(state === undefined ? {} : { state }), ...nowOf(now.get(series)),
    })),
    figureCount: figures.length,
    rejects: rejects.slice(0, MOST_REJECTS),
    rejectCount,
    ...(findings === undefined ? {} : { findings }),
    ...(before === undefined ? {} : { before }),
  }
}

const nowOf = (now: Value | undefined): { now?: Value } => (now === undefined ? {} : { now })

/** Of a long table the bad rows first: they are what must be looked at. */
function cutRows(rows: SubmissionPreview['rows']): SubmissionPreview['rows'] {
  if (rows.length <= MOST_ROWS) return rows
  const bad = rows.filter(({ problems }) => problems.length > 0)
  const good = rows.filter(({ problems }) => problems.length === 0)
  return [...bad, ...good].slice(0, MOST_ROWS).sort((a, b) => a.row - b.row)
}

export const indicatorsOf = (figures: GoodRead['figures']): Set<string> => new Set(figures.slice(0, MOST_FIGURES).map(({ sample }) => splitSeries(sample.series).indicator))
