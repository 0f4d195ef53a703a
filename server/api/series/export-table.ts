import type { Catalogue, Indicator, KeptSample, Origin, SeriesName } from '#contract'
import { coverageText, originOf, STATES } from '../provenance.ts'
import { wallClock } from '../wall-clock.ts'
import type { SheetCell } from '../workbook.ts'

export const HEADINGS = ['Chỉ số', 'Tên chỉ số', 'Đối tượng', 'Tên đối tượng', 'Thời điểm', 'Kỳ', 'Giá trị', 'Đơn vị', 'Trạng thái số liệu', 'Chất lượng', 'Độ phủ', 'Nguồn', 'Xuất xứ', 'Nhận lúc', 'Lần lấy số']

/** What a reader of the file must know of the series, looked up once. */
export interface ExportNames {
  indicator: Pick<Indicator, 'id' | 'name' | 'unit'>
  subject: { id: string; name: string }
  sources: ReadonlyMap<string, { title: string; origin: Origin }>
  timeZone: string
}

/** One series as rows. Each carries its source, origin, coverage and pass: a part must not look like the whole on paper either. */
export function exportRows(samples: readonly KeptSample[], names: ExportNames): SheetCell[][] {
  const wall = wallClock(names.timeZone)
  return samples.map((sample) => {
    const source = names.sources.get(sample.source)
    return [
      names.indicator.id, names.indicator.name.vi, names.subject.id, names.subject.name, wall(sample.at), sample.period, sample.value, names.indicator.unit,
      sample.state === undefined ? undefined : STATES[sample.state], sample.quality === 'suspect' ? 'nghi ngờ' : undefined, coverageText(sample.coverage),
      source?.title ?? sample.source, originOf(sample.source, source?.origin), wall(sample.receivedAt), sample.run,
    ]
  })
}

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
