import { type Catalogue, daysOfPeriod, type Indicator, type KeptSample, splitSeries } from '#contract'
import type { TemplateAsked } from '../submissions/submissions.ts'
import { type ColumnCheck, type SheetCell, type WorkbookSheet, writeWorkbook } from '../workbook.ts'
import { nextPeriod, type Rhythm, rhythmOf, writePeriod } from './next-period.ts'

/** Beside `KINDS` of the sheet driver. */
const KINDS: Record<string, string> = { number: 'số, viết như 1.234,5', date: 'ngày, viết như 24/11/2026', period: 'kỳ: 2026, quý 3/2026 hoặc 10/2026', text: 'chữ' }
const STATES = ['ước', 'sơ bộ', 'chính thức']
const NAME = 'Tên nơi (để đọc, không nhập)'
const AREAS = 'Mã địa bàn'

export interface TemplateFacts {
  catalogue: Catalogue
  latest: readonly KeptSample[]
  now: number
}

/**
 * The table somebody fills in: above it whose it is and in which units, then exactly the headings that are read, a row for each
 * place and period of theirs that is due next; then how each column is written, then today's areas with their official codes.
 * The first sheet is the one that is read; what stands above the headings is passed over.
 */
export function writeTemplate({ info, columns, places }: TemplateAsked, { catalogue, latest, now }: TemplateFacts): Promise<Buffer> {
  const areas = catalogue.localities.filter(({ validTo }) => validTo === undefined)
  const indicators = new Map<string, Indicator>(catalogue.indicators.map((one) => [one.id, one]))
  const agency = catalogue.agencies.find(({ id }) => id === info.agency)?.name.vi ?? info.agency
  const named = columns.findIndex(({ means }) => means === 'place')
  const besideName = <T>(cells: T[], name: T): T[] => (named < 0 ? cells : cells.toSpliced(named + 1, 0, name))
  const rows = rowsOf({ columns, places }, { indicators, latest, today: dayIn(catalogue.deployment.timeZone, now) })
    .map(({ subject, cells }) => besideName(cells({ code: areas.find(({ id }) => id === subject)?.code }), areas.find(({ id }) => id === subject)?.name.vi))
  const unitOf = (column: TemplateAsked['columns'][number]) => (column.means === 'figure' ? indicators.get(column.indicator)?.unit : undefined)
  const sheets: WorkbookSheet[] = [
    {
      name: 'Số liệu', headings: besideName(columns.map(({ headings: [heading = ''] }) => heading), NAME), rows,
      above: [[`${info.title.vi} · ${agency}`], besideName<SheetCell>(columns.map((column) => unitOf(column) && `đơn vị: ${unitOf(column)}`), undefined)],
      checks: columns.flatMap((column, i) => checkOf(column, named >= 0 && i > named ? i + 1 : i, areas.length)),
    },
    {
      name: 'Hướng dẫn', headings: ['Cột', 'Viết thế nào', 'Đơn vị', 'Trong khoảng', 'Bắt buộc', 'Chỉ số trên màn hình', 'Cũng nhận tên cột'],
      rows: [
        ...columns.map((column) => {
          const { headings: [heading, ...others], kind, optional } = column
          const means = column.means === 'state' ? `một trong: ${STATES.join(', ')}` : (KINDS[kind] ?? kind)
          return [heading, means, unitOf(column), rangeOf(column), optional ? 'không' : 'có', column.means === 'figure' ? indicators.get(column.indicator)?.name.vi : undefined, others.join('; ')]
        }),
        ['Ô để trống là chưa có số, không phải số 0. Dòng chưa có số nào thì xóa hoặc để nguyên. Kỳ và ngày ghi sẵn là kỳ đến hạn tiếp theo; sửa nếu gửi kỳ khác.'],
      ],
    },
    { name: AREAS, headings: ['Mã', 'Tên'], rows: areas.map(({ code, name }) => [code, name.vi]) },
  ]
  return writeWorkbook(sheets)
}

interface RowFacts {
  indicators: ReadonlyMap<string, Indicator>
  latest: readonly KeptSample[]
  today: string
}

/** One row for each place and rhythm: a row of a month holds no figure of a year. */
function rowsOf({ columns, places }: Pick<TemplateAsked, 'columns' | 'places'>, { indicators, latest, today }: RowFacts): { subject: string; cells(place: { code: string | undefined }): SheetCell[] }[] {
  const told = new Map<string, string[]>()
  for (const { series, period } of latest) if (period !== undefined) told.set(splitSeries(series).indicator, [...(told.get(splitSeries(series).indicator) ?? []), period])
  return places.flatMap(({ subject, indicators: own }) => {
    const byRhythm = new Map<Rhythm, string[]>()
    for (const id of own) {
      const indicator = indicators.get(id)
      if (indicator !== undefined) byRhythm.set(rhythmOf(indicator.due), [...(byRhythm.get(rhythmOf(indicator.due)) ?? []), id])
    }
    return [...byRhythm].map(([rhythm, ids]) => {
      const period = nextPeriod(rhythm, ids.flatMap((id) => told.get(id) ?? []), today)
      const { last } = daysOfPeriod(period)
      const day = Date.parse(last < today ? last : today)
      return {
        subject,
        cells: ({ code }: { code: string | undefined }) => columns.map(({ means }): SheetCell => {
          if (means === 'place') return code
          if (means === 'period') return writePeriod(period)
          return means === 'day' ? { wallMs: day, isDay: true } : undefined
        }),
      }
    })
  })
}

function checkOf(column: TemplateAsked['columns'][number], at: number, areas: number): ColumnCheck[] {
  const title = column.headings[0] ?? ''
  if (column.means === 'place') return [{ column: at, title, text: `Mã phải có trong trang ${AREAS}.`, oneOfSheet: AREAS, count: areas }]
  if (column.means === 'state') return [{ column: at, title, text: `Một trong: ${STATES.join(', ')}.`, oneOf: STATES }]
  const range = rangeOf(column)
  return column.means === 'figure' && range !== undefined ? [{ column: at, title, text: `Số trong khoảng ${range}.`, between: [column.min ?? 0, column.max ?? 0] }] : []
}

const rangeOf = (column: TemplateAsked['columns'][number]): string | undefined => (column.means === 'figure' && column.min !== undefined && column.max !== undefined ? `${vi(column.min)} đến ${vi(column.max)}` : undefined)

const vi = (value: number): string => value.toLocaleString('vi-VN', { maximumFractionDigits: 6 })

const dayIn = (timeZone: string, at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
