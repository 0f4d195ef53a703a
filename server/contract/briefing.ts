import * as z from 'zod'
import { IndicatorId, SeriesName, SubjectId } from './ids.ts'
import { Text } from './text.ts'

/** One door of the leaders' pages: a field of work and its indicators, the most telling first. */
export const BriefingDomain = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'expected a short name such as public-services'),
  title: Text,
  series: z.array(SeriesName).min(1).max(40),
})
export type BriefingDomain = z.infer<typeof BriefingDomain>

/**
 * What a province's leaders look at, in their order: `briefing.yaml` of the deployment, `GET /api/v1/briefing`. Only names: values,
 * targets and ages come over the line as they do for a wall.
 */
export const Briefing = z.strictObject({
  title: Text,
  /** Judged in the headline, listed below it. */
  lead: z.array(SeriesName).min(1).max(24),
  /** What colours the map on the first page. */
  map: z.strictObject({ indicator: IndicatorId, of: SubjectId }),
  /** What is told of one locality. */
  locality: z.array(IndicatorId).min(1).max(24),
  domains: z.array(BriefingDomain).min(1).max(16),
  /** Figures of the year with their plan. */
  plans: z.array(SeriesName).max(60).default([]),
})
export type Briefing = z.infer<typeof Briefing>

/**
 * `GET /api/v1/briefing`: the same without what this viewer may not watch, so any part may be empty, and the map may be missing. Tolerant,
 * as what our own server sends.
 */
export const SeenBriefing = z.object({
  title: Text,
  lead: z.array(SeriesName),
  map: z.object({ indicator: IndicatorId, of: SubjectId }).optional(),
  locality: z.array(IndicatorId),
  domains: z.array(z.object({ id: z.string(), title: Text, series: z.array(SeriesName).min(1) })),
  plans: z.array(SeriesName),
})
export type SeenBriefing = z.infer<typeof SeenBriefing>
