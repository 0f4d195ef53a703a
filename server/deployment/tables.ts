import * as z from 'zod'
import { Agency, ComparedIndicator, CountedPeriods, CurvePoint, FormulaVersion, Indicator, LegalBasis, Locality, PacedIndicator, Site, Succession, Target } from '#contract'
import type { Fault, Held } from './fault.ts'
import { readRow, type RowReader } from './read-row.ts'
import { type Columns, readTable } from './read-table.ts'

/** One table of the folder: which columns, and which object a row makes. */
interface Table<T> extends Columns {
  file: string
  schema: z.ZodType<T>
  build(cells: RowReader): unknown
}

const DATED = ['valid_from', 'valid_to', 'successors']
const dated = (cells: RowReader) => ({ validFrom: cells.day('valid_from'), validTo: cells.day('valid_to'), successors: cells.list('successors') })

export const INDICATORS: Table<Indicator> = {
  file: 'indicators.csv',
  required: ['id', 'name_vi', 'name_en', 'domain', 'owner', 'unit', 'kind', 'direction', 'decimals', 'due', 'aggregation', 'level'],
  optional: ['short_vi', 'short_en', 'formula', 'warn', 'critical', 'earlier_owner', 'site_kind'],
  schema: Indicator,
  build: (cells) => ({
    id: cells.text('id'), name: cells.texts('name'), short: cells.texts('short'), domain: cells.text('domain'), owner: cells.text('owner'),
    unit: cells.text('unit') ?? '', kind: cells.text('kind'), direction: cells.text('direction'), decimals: cells.number('decimals'),
    due: cells.due('due'), aggregation: cells.text('aggregation'), level: cells.text('level'), formula: cells.text('formula'),
    warn: cells.limit('warn'), critical: cells.limit('critical'), earlierOwner: cells.text('earlier_owner'), siteKind: cells.text('site_kind'),
  }),
}

export const AGENCIES: Table<Agency> = {
  file: 'agencies.csv',
  required: ['id', 'name_vi', 'name_en', 'kind'],
  optional: ['parent', 'locality', ...DATED],
  schema: Agency,
  build: (cells) => ({
    id: cells.text('id'), name: cells.texts('name'), kind: cells.text('kind'), parent: cells.text('parent'), locality: cells.text('locality'), ...dated(cells),
  }),
}

export const LOCALITIES: Table<Locality> = {
  file: 'localities.csv',
  required: ['id', 'name_vi', 'name_en', 'short', 'level', 'kind', 'code'],
  optional: ['parent', ...DATED],
  schema: Locality,
  build: (cells) => ({
    id: cells.text('id'), name: cells.texts('name'), short: cells.text('short'), level: cells.text('level'), kind: cells.text('kind'),
    code: cells.text('code'), parent: cells.text('parent'), ...dated(cells),
  }),
}

/** As the table writes it: each coordinate in a cell of its own, to be told of by its own place. */
const SiteRow: z.ZodType<Site> = Site.omit({ at: true })
  .extend({ lon: z.number().min(-180).max(180).optional(), lat: z.number().min(-90).max(90).optional() })
  .superRefine(({ lon, lat }, context) => {
    if ((lon === undefined) === (lat === undefined)) return
    context.addIssue({ code: 'custom', path: [lon === undefined ? 'lon' : 'lat'], message: 'expected both coordinates such as lon 106.10, lat 11.32' })
  })
  .transform(({ lon, lat, ...site }): Site => (lon === undefined || lat === undefined ? site : { ...site, at: [lon, lat] }))

export const SITES: Table<Site> = {
  file: 'sites.csv',
  required: ['id', 'name_vi', 'name_en'],
  optional: ['short', 'kind', 'locality', 'lon', 'lat'],
  schema: SiteRow,
  build: (cells) => ({
    id: cells.text('id'), name: cells.texts('name'), short: cells.text('short'), kind: cells.text('kind'), locality: cells.text('locality'), lon: cells.number('lon'), lat: cells.number('lat'),
  }),
}

export const TARGETS: Table<Target> = {
  file: 'targets.csv',
  required: ['indicator', 'subject', 'value'],
  optional: ['main', 'valid_from', 'valid_to', 'basis'],
  schema: Target,
  build: (cells) => ({
    indicator: cells.text('indicator'), subject: cells.text('subject'), value: cells.number('value'), main: cells.yesNo('main'),
    validFrom: cells.day('valid_from'), validTo: cells.day('valid_to'), basis: cells.text('basis'),
  }),
}

/** Later definitions of indicators, and first ones that rest on a paper. */
export const FORMULAS: Table<FormulaVersion> = {
  file: 'formulas.csv',
  required: ['indicator', 'from', 'formula'],
  optional: ['basis'],
  schema: FormulaVersion,
  build: (cells) => ({ indicator: cells.text('indicator'), from: cells.day('from'), formula: cells.text('formula'), basis: cells.text('basis') }),
}

/** Indicators whose periods are not those of the common calendar. */
export const PERIODS: Table<CountedPeriods> = {
  file: 'periods.csv',
  required: ['indicator', 'calendar'],
  optional: [],
  schema: CountedPeriods,
  build: (cells) => ({ indicator: cells.text('indicator'), calendar: cells.text('calendar') }),
}

/** The paper that defines an indicator, cited as an official would. A table of its own, because most indicators have none. */
export const LEGAL_BASES: Table<LegalBasis> = {
  file: 'legal-bases.csv',
  required: ['indicator', 'basis'],
  optional: [],
  schema: LegalBasis,
  build: (cells) => ({ indicator: cells.text('indicator'), basis: cells.text('basis') }),
}

/** Indicators that grow over a period and are judged by their pace. */
export const PACES: Table<PacedIndicator> = {
  file: 'paces.csv',
  required: ['indicator', 'by', 'over', 'warn', 'critical'],
  optional: ['curve', 'basis'],
  schema: PacedIndicator,
  build: (cells) => ({
    indicator: cells.text('indicator'), by: cells.text('by'), over: cells.text('over'), curve: cells.text('curve'), warn: cells.number('warn'), critical: cells.number('critical'), basis: cells.text('basis'),
  }),
}

/** Indicators whose figures may be brought over a change of boundaries. */
export const COMPARISONS: Table<ComparedIndicator> = {
  file: 'comparisons.csv',
  required: ['indicator', 'rule'],
  optional: ['basis'],
  schema: ComparedIndicator,
  build: (cells) => ({ indicator: cells.text('indicator'), rule: cells.text('rule'), basis: cells.text('basis') }),
}

/** Which part of a split area went where. */
export const SUCCESSIONS: Table<Succession> = {
  file: 'successions.csv',
  required: ['predecessor', 'successor', 'share', 'basis'],
  optional: [],
  schema: Succession,
  build: (cells) => ({ predecessor: cells.text('predecessor'), successor: cells.text('successor'), share: cells.number('share'), basis: cells.text('basis') }),
}

/** What formulas call by name: a reservoir's storage by its level. */
export const CURVES: Table<CurvePoint> = {
  file: 'curves.csv',
  required: ['curve', 'x', 'y'],
  optional: [],
  schema: CurvePoint,
  build: (cells) => ({ curve: cells.text('curve'), x: cells.number('x'), y: cells.number('y') }),
}

/** The good rows of one table; each bad one is in `faults`. An absent file has no rows: the caller knows which may be absent. */
export function readObjects<T>(table: Table<T>, texts: ReadonlyMap<string, string>, faults: Fault[]): Held<T> {
  const text = texts.get(table.file)
  if (text === undefined) return { all: [], has: () => false }
  const rows = readTable(table.file, text, table, faults)
  if (rows === undefined) return { all: [], has: () => true }
  const ids = new Set(rows.map((row) => row.text('id')))
  return { all: rows.flatMap((row) => readRow(row, table.schema, table.build, faults) ?? []), has: (id) => ids.has(id) }
}
