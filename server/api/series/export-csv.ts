import { type Catalogue, type Coverage, type Indicator, isBackfilled, type KeptSample, type SeriesName } from '#contract'

const HEADINGS = ['Chỉ số', 'Tên chỉ số', 'Đối tượng', 'Tên đối tượng', 'Thời điểm', 'Kỳ', 'Giá trị', 'Đơn vị', 'Trạng thái số liệu', 'Độ phủ', 'Nguồn', 'Xuất xứ', 'Nhận lúc']
const STATES = { estimated: 'ước', preliminary: 'sơ bộ', official: 'chính thức' }
const ORIGINS = { real: 'thật', simulated: 'minh họa', backfill: 'minh họa (nạp bù)' }

/** What a reader of the file must know of the series, looked up once. */
export interface ExportNames {
  indicator: Pick<Indicator, 'id' | 'name' | 'unit'>
  subject: { id: string; name: string }
  sources: ReadonlyMap<string, { title: string; origin: keyof typeof ORIGINS }>
  timeZone: string
}

/**
 * One series as a Vietnamese spreadsheet program opens it: UTF-8 with a mark, `;`, decimal comma, local time. Each row carries
 * its source, origin and coverage: a part must not look like the whole on paper either.
 */
export function exportCsv(samples: readonly KeptSample[], names: ExportNames): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: names.timeZone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const show = (at: number) => time.format(at).replace(',', '')
  const rows = samples.map((sample) => {
    const source = names.sources.get(sample.source)
    return [
      names.indicator.id, guard(names.indicator.name.vi), names.subject.id, guard(names.subject.name), show(sample.at), sample.period ?? '', figure(sample.value), guard(names.indicator.unit),
      sample.state === undefined ? '' : STATES[sample.state], coverage(sample.coverage), guard(source?.title ?? sample.source), originOf(sample.source, source?.origin), show(sample.receivedAt),
    ]
  })
  return `\u{feff}${[HEADINGS, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
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

/** Never empty: a made-up figure must not pass for a real one, and neither may one of which nobody knows any more. */
const originOf = (source: string, origin: keyof typeof ORIGINS | undefined): string => (origin !== undefined ? ORIGINS[origin] : isBackfilled(source) ? ORIGINS.backfill : 'không rõ, nguồn không còn trong danh mục')

/** With a word behind it: `2/12` alone would be opened as a date. */
const coverage = (of: Coverage | undefined): string => (of === undefined ? '' : `${of.reported}/${of.expected} địa bàn`)

/** Never rounded: what was received is what is written. */
const figure = (value: number | string): string => (typeof value === 'string' ? guard(value) : String(value).replace('.', ','))

/** A text that a spreadsheet would run as a formula is shown as text (OWASP, CSV injection). */
const guard = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const cell = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
