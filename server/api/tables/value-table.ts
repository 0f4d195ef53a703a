import { type Catalogue, type Freshness, type Indicator, type KeptSample, seriesName, splitSeries } from '#contract'
import { coverageText, FRESHNESS, STATES } from '../provenance.ts'
import type { SheetCell } from '../workbook.ts'
import type { Facts } from './facts.ts'
import type { Table } from './table.ts'

const HEADINGS = [
  'Chỉ số', 'Tên chỉ số', 'Đối tượng', 'Tên đối tượng', 'Giá trị', 'Đơn vị', 'Thời điểm', 'Kỳ', 'Độ mới', 'Tuổi (phút)', 'Trạng thái số liệu', 'Chất lượng', 'Độ phủ', 'Nguồn', 'Xuất xứ', 'Nhận lúc', 'Lần lấy số',
]

export interface ValueTableAsked {
  name: string
  title: string
  indicators: readonly Indicator[]
  latest: readonly KeptSample[]
  freshnessOf(sample: Pick<KeptSample, 'series' | 'at'>): Freshness
  catalogue: Catalogue
  facts: Facts
}

/** What indicators are now, one row for each place: also for one that never told, because a part must not look like the whole. */
export function valueTable({ name, title, indicators, latest, freshnessOf, catalogue, facts }: ValueTableAsked): Table {
  const told = new Map(latest.map((sample) => [sample.series, sample]))
  const subjects = latest.map(({ series }) => splitSeries(series))
  const notes: (readonly [string, SheetCell])[] = []
  const rows = indicators.flatMap((indicator) => {
    const expected = expectedSubjects(indicator, catalogue)
    const wanted = new Set(expected)
    const others = subjects.filter((one) => one.indicator === indicator.id && !wanted.has(one.subject)).map(({ subject }) => subject)
    const reported = expected.map((subject) => told.get(seriesName(indicator.id, subject))).filter((sample) => sample !== undefined)
    if (expected.length > 1) notes.push([indicator.name.vi, `có số của ${reported.length}/${expected.length} nơi, trong đó ${reported.filter((sample) => freshnessOf(sample) === 'live').length} nơi số còn mới`])
    return [...others, ...expected].map((subject) => {
      const series = seriesName(indicator.id, subject)
      return rowOf({ indicator, subject, sample: told.get(series), freshnessOf, facts })
    })
  })
  return { name, title, headings: HEADINGS, rows, notes }
}

interface RowAsked extends Pick<ValueTableAsked, 'freshnessOf' | 'facts'> {
  indicator: Indicator
  subject: string
  sample: KeptSample | undefined
}

function rowOf({ indicator, subject, sample, freshnessOf, facts }: RowAsked): SheetCell[] {
  const head = [indicator.id, indicator.name.vi, subject, facts.subject(subject)]
  if (sample === undefined) return [...head, undefined, indicator.unit, undefined, undefined, FRESHNESS.never]
  const source = facts.source(sample.source)
  return [
    ...head, sample.value, indicator.unit, facts.wall(sample.at), sample.period, FRESHNESS[freshnessOf(sample)], facts.minutesSince(sample.at),
    sample.state && STATES[sample.state], sample.quality === 'suspect' ? 'nghi ngờ' : undefined, coverageText(sample.coverage),
    source.title, source.origin, facts.wall(sample.receivedAt), sample.run,
  ]
}

/** Who should tell of it today. Which agencies report an indicator of theirs no table says: those that did stand there. */
function expectedSubjects({ level, siteKind }: Indicator, { localities, sites, deployment }: Catalogue): string[] {
  if (level === 'commune') return localities.filter((one) => one.level === 'commune' && one.validTo === undefined).map(({ id }) => id)
  if (level === 'site') return sites.filter(({ kind }) => siteKind === undefined || kind === siteKind).map(({ id }) => id)
  return level === 'province' ? [deployment.subject] : []
}

