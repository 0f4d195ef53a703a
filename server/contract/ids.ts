import * as z from 'zod'

/** An indicator's id: dotted lower case, first part is the catalogue's prefix, as `tthc.on-time-rate`. */
export const IndicatorId = z
  .string()
  .regex(/^[a-z0-9]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$/, 'expected an indicator id such as tthc.on-time-rate')
  .brand<'IndicatorId'>()
export type IndicatorId = z.infer<typeof IndicatorId>

/** What a number is about: a locality (`tn2025`, `tn2025-25459`), an agency (`gov.health`) or a site. */
export const SubjectId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'expected a subject id such as tn2025-25459')
  .brand<'SubjectId'>()
export type SubjectId = z.infer<typeof SubjectId>

/** The public name of a series, `indicator@subject`: one indicator of one subject, over time. */
export const SeriesName = z
  .string()
  .max(200)
  .regex(/^[a-z0-9.-]+@[a-z0-9.-]+$/, 'expected indicator@subject')
  .brand<'SeriesName'>()
export type SeriesName = z.infer<typeof SeriesName>

/** A source: a system configured and running here, as `tthc` or `push-demo`. */
export const SourceId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'expected a source id such as push-demo')
  .brand<'SourceId'>()
export type SourceId = z.infer<typeof SourceId>

/** An organisation, as `gov.ppc-office`. */
export const AgencyId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'expected an agency id such as gov.health')
  .brand<'AgencyId'>()
export type AgencyId = z.infer<typeof AgencyId>

/** A feed: series with one audience and one domain; its name is the indicator's domain, as `tthc`. */
export const FeedId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:@[a-z0-9.-]+)?$/, 'expected a feed such as tthc')
  .brand<'FeedId'>()
export type FeedId = z.infer<typeof FeedId>

/** One pass of one source. The part before the first `:` is the source's id. */
export const RunId = z.string().max(120).regex(/^[a-z0-9-]+:[A-Za-z0-9-]+$/).brand<'RunId'>()
export type RunId = z.infer<typeof RunId>

/** Joins an indicator and a subject into the series' public name. */
export const seriesName = (indicator: string, subject: string): SeriesName => `${indicator}@${subject}` as SeriesName // both parts were parsed

/** Splits `indicator@subject`; the name must have passed `SeriesName`. */
export function splitSeries(series: SeriesName): { indicator: IndicatorId; subject: SubjectId } {
  const at = series.indexOf('@')
  return { indicator: series.slice(0, at) as IndicatorId, subject: series.slice(at + 1) as SubjectId } // SeriesName guarantees both
}
