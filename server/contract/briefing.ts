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

const LayerId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected a short name such as stations')

/** Points a reader may lay on the map: sites by the figures that are measured there, or a count in each commune. */
export const MapPoints = z.union([
  z.strictObject({ id: LayerId, title: Text, shape: z.enum(['circle', 'square', 'gate', 'camera']).default('circle'), sites: z.array(IndicatorId).min(1).max(12) }),
  z.strictObject({ id: LayerId, title: Text, counts: z.strictObject({ of: IndicatorId, overdue: IndicatorId.optional() }) }),
])
export type MapPoints = z.infer<typeof MapPoints>

export const AgencyFigures = z.strictObject({ onTime: IndicatorId, resolved: IndicatorId, kinds: z.array(z.string()).min(1).max(8) })
export type AgencyFigures = z.infer<typeof AgencyFigures>

/**
 * What a province's leaders look at, in their order: `briefing.yaml` of the deployment, `GET /api/v1/briefing`. Only names: values,
 * targets and ages come over the line as they do for a wall.
 */
export const Briefing = z.strictObject({
  title: Text,
  /** Judged in the headline, listed below it. */
  lead: z.array(SeriesName).min(1).max(24),
  /** What colours the map on the first page until a reader chooses another figure of `locality`, and the points that may be laid on it. */
  map: z.strictObject({ indicator: IndicatorId, of: SubjectId, points: z.array(MapPoints).max(8).default([]) }),
  /** What is told of one locality. */
  locality: z.array(IndicatorId).min(1).max(24),
  domains: z.array(BriefingDomain).min(1).max(16),
  /** Figures of the year with their plan. */
  plans: z.array(SeriesName).max(60).default([]),
  /** By which dossiers agencies are compared, and which kinds of agency have any: those of them that tell nothing are named. */
  agencies: AgencyFigures.optional(),
})
export type Briefing = z.infer<typeof Briefing>

/**
 * `GET /api/v1/briefing`: the same without what this viewer may not watch, so any part may be empty, and the map may be missing. Tolerant,
 * as what our own server sends.
 */
export const SeenBriefing = z.object({
  title: Text,
  lead: z.array(SeriesName),
  map: z.object({ indicator: IndicatorId, of: SubjectId, points: z.array(MapPoints).default([]) }).optional(),
  locality: z.array(IndicatorId),
  domains: z.array(z.object({ id: z.string(), title: Text, series: z.array(SeriesName).min(1) })),
  plans: z.array(SeriesName),
  agencies: AgencyFigures.optional(),
})
export type SeenBriefing = z.infer<typeof SeenBriefing>

/** All indicators a layer of points needs. */
export const layerIndicators = (layer: MapPoints): IndicatorId[] => ('sites' in layer ? layer.sites : [layer.counts.of, ...(layer.counts.overdue === undefined ? [] : [layer.counts.overdue])])
