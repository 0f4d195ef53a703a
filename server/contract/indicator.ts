import * as z from 'zod'
import { AgencyId, FeedId, IndicatorId } from './ids.ts'
import { DueRule } from './due.ts'
import { FormulaVersion } from './formula.ts'
import { AcrossRule } from './succession.ts'
import { PaceRule } from './pace.ts'
import { PeriodCalendar } from './period.ts'
import { Text } from './text.ts'

/** Which way is good. `band`: good inside its limits. */
export const Direction = z.enum(['higher', 'lower', 'band', 'none'])
export type Direction = z.infer<typeof Direction>

/** Limits that change a status. `low..high` for a band, one number otherwise. */
export const Limit = z.union([z.number(), z.object({ low: z.number(), high: z.number() })])
export type Limit = z.infer<typeof Limit>

/** What is measured. */
export const Indicator = z.object({
  id: IndicatorId,
  name: Text,
  /** A short name for a wall tile; the full name where absent. */
  short: Text.optional(),
  domain: FeedId,
  owner: AgencyId,
  /** Who answered for it before the present owner did: departments merge, and old figures keep their old owner. */
  earlierOwner: AgencyId.optional(),
  /** The decree, circular or decision that defines it, as an official would cite it; absent where nobody has written it down. */
  legalBasis: z.string().optional(),
  /** Unit of measure as printed, `%`, `hồ sơ`, `°C`; never an office. */
  unit: z.string(),
  kind: z.enum(['gauge', 'counter', 'rate', 'score', 'state']),
  direction: Direction,
  /** Digits after the decimal comma on screens. */
  decimals: z.int().min(0).max(6),
  due: DueRule,
  aggregation: z.enum(['sum', 'mean', 'weighted', 'max', 'last']),
  level: z.enum(['province', 'commune', 'agency', 'site']),
  /** For level `site`: which kind of site measures it, as `air-station`; only those are expected to report. Absent: every site may. */
  siteKind: z.string().optional(),
  /** How it comes from others, from ever on. */
  formula: z.string().optional(),
  /** All its definitions in the order they hold, where there is more than the one from ever on. */
  formulas: z.array(FormulaVersion).optional(),
  /** By which calendar the days of its periods are counted; absent: by the common one. */
  periods: PeriodCalendar.optional(),
  /** It grows over a period and is judged by what it should have come to by now; absent: by its fixed limits and target. */
  pace: PaceRule.optional(),
  /** How figures of the areas before a change of boundaries are brought to today's; absent: not at all, the series breaks there. */
  across: AcrossRule.optional(),
  warn: Limit.optional(),
  critical: Limit.optional(),
})
export type Indicator = z.infer<typeof Indicator>

/** The paper one indicator rests on: `QĐ 766/QĐ-TTg ngày 23/06/2022`. */
export const LegalBasis = z.object({ indicator: IndicatorId, basis: z.string().min(1).max(300) })
export type LegalBasis = z.infer<typeof LegalBasis>
