import { type Catalogue, type EraBoundary, type Indicator, type KeptSample, type Origin, type SeriesName } from '#contract'
import { coverageText, originOf, STATES } from '../provenance.ts'
import { wallClock } from '../wall-clock.ts'
import type { SheetCell } from '../workbook.ts'

export const HEADINGS = ['Chỉ số', 'Tên chỉ số', 'Đối tượng', 'Tên đối tượng', 'Thời điểm', 'Kỳ', 'Giá trị', 'Đơn vị', 'Trạng thái số liệu', 'Chất lượng', 'Độ phủ', 'Nguồn', 'Xuất xứ', 'Nhận lúc', 'Lần lấy số', 'Qua ranh giới hành chính']

/** What a reader of the file must know of the series, looked up once. */
export interface ExportNames {
  indicator: Pick<Indicator, 'id' | 'name' | 'unit'>
  subject: { id: string; name: string }
  sources: ReadonlyMap<string, { title: string; origin: Origin }>
  timeZone: string
}

export type ExportSample = KeptSample & { apportioned?: { parts: number } | undefined }

/**
 * One series as rows. Each carries its source, origin, coverage and pass: a part must not look like the whole on paper either. A figure brought over
 * a change of boundaries names the rule; where the series breaks a row without a figure says so.
 */
export function exportRows(samples: readonly ExportSample[], names: ExportNames, boundaries: readonly EraBoundary[] = []): SheetCell[][] {
  const wall = wallClock(names.timeZone)
  const head = [names.indicator.id, names.indicator.name.vi, names.subject.id, names.subject.name]
  const figures = samples.map((sample) => {
    const source = names.sources.get(sample.source)
    const row: SheetCell[] = [
      ...head, wall(sample.at), sample.period, sample.value, names.indicator.unit,
      sample.state === undefined ? undefined : STATES[sample.state], sample.quality === 'suspect' ? 'nghi ngờ' : undefined, coverageText(sample.coverage),
      source?.title ?? sample.source, originOf(sample.source, source?.origin), wall(sample.receivedAt), sample.apportioned === undefined ? sample.run : undefined,
      sample.apportioned === undefined ? undefined : ruleText(boundaries.find(({ at }) => sample.at < Date.parse(at))),
    ]
    return { at: sample.at, row }
  })
  const breaks = boundaries.filter(({ rule }) => rule === 'break').map(({ at, title, reason }) => {
    const row: SheetCell[] = [...head, wall(Date.parse(at)), ...Array.from({ length: HEADINGS.length - head.length - 2 }, () => undefined), `Ngắt chuỗi, không so sánh qua mốc này. ${title.vi}: ${reason.vi}`]
    return { at: Date.parse(at), row }
  })
  return [...figures, ...breaks].sort((a, b) => a.at - b.at).map(({ row }) => row)
}

const ruleText = (boundary: EraBoundary | undefined): string => (boundary === undefined ? 'quy đổi' : `Quy đổi. ${boundary.title.vi}: ${boundary.reason.vi}`)

/** Names for the file's rows, out of the catalogue. */
export function exportNames(series: SeriesName, catalogue: Catalogue): ExportNames | undefined {
  const [indicatorId, subjectId = ''] = series.split('@', 2)
  const indicator = catalogue.indicators.find(({ id }) => id === indicatorId)
  const subject = [...catalogue.localities, ...catalogue.agencies, ...catalogue.sites].find(({ id }) => id === subjectId)
  if (indicator === undefined || subject === undefined) return undefined
  return {
    indicator, subject: { id: subject.id, name: subject.name.vi }, timeZone: catalogue.deployment.timeZone,
    sources: new Map(catalogue.sources.map(({ id, title, origin }) => [id, { title: title.vi, origin }])),
  }
}
