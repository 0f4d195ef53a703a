import type { Agency, AgencyFigures, Explanation, QualityRow, SeriesView, SourceView } from '#contract'
import { statusOf } from '../../parts/index.ts'

/**
 * By what agencies are compared: figures that reach what is asked, dossiers resolved on time, red figures that are explained, sources that keep
 * their rhythm, the lowest of the four words of their data.
 */
export const MEASURES = ['met', 'dossiers', 'explained', 'sources', 'data'] as const
export type Measure = (typeof MEASURES)[number]

export interface Standing {
  agency: Agency
  /** 0 to 100. */
  share: number
  /** So many of so many; absent for a score. */
  of?: { good: number; all: number }
  /** The figure that says so, and of how many dossiers. */
  told?: { view: SeriesView; dossiers: number | undefined }
  /** 1 is the best; those that are equal share a place. */
  place: number
}

export interface Ranked {
  /** The last place first: that is what somebody has to be asked about. */
  told: Standing[]
  /** Compared by this, but nothing is known of them now: apart, never last. */
  silent: Agency[]
}

interface Facts {
  agencies: readonly Agency[]
  views: readonly SeriesView[]
  sources: readonly SourceView[]
  scores: readonly QualityRow[]
  /** Figures of the agencies' own dossiers, and what kind of agency has any. */
  dossiers: readonly SeriesView[]
  figures: AgencyFigures | undefined
  explanations: readonly Explanation[]
  /** `2026-11-24` by the clocks of the deployment. */
  today: string
}

/** Only agencies that have something of the kind are compared by it. */
export function rankAgencies(measure: Measure, facts: Facts): Ranked {
  const { agencies, views, sources, scores } = facts
  const known = agencies.filter(({ validTo }) => validTo === undefined).flatMap((agency) => {
    if (measure === 'met') return countOf(agency, views.filter(({ indicator }) => indicator.owner === agency.id).map(statusOf).map((status) => (status === 'unknown' ? undefined : status === 'good')))
    if (measure === 'dossiers') return dossiersOf(agency, facts)
    if (measure === 'explained') return explainedOf(agency, facts)
    if (measure === 'sources') return countOf(agency, sources.filter(({ info }) => info.agency === agency.id).map(({ freshness }) => (freshness === 'never' || freshness === 'lost' ? undefined : freshness === 'live')))
    return scoreOf(agency, scores, sources)
  })
  const told = known.filter((one): one is Omit<Standing, 'place'> => one.share !== undefined)
  return {
    told: told.map((one) => ({ ...one, place: 1 + told.filter(({ share }) => share > one.share).length })).toSorted((a, b) => a.share - b.share || a.agency.name.vi.localeCompare(b.agency.name.vi, 'vi')),
    silent: known.filter(({ share }) => share === undefined).map(({ agency }) => agency),
  }
}

type Known = Omit<Standing, 'place' | 'share'> & { share: number | undefined }

/** `undefined` is one of which nothing is known now: it counts for neither side. */
function countOf(agency: Agency, all: readonly (boolean | undefined)[]): Known[] {
  if (all.length === 0) return []
  const judged = all.filter((one) => one !== undefined)
  const good = judged.filter(Boolean).length
  return [{ agency, share: judged.length === 0 ? undefined : (100 * good) / judged.length, of: { good, all: judged.length } }]
}

/** An agency of the kind that tells nothing fresh is silent; one of another kind has no dossiers. */
function dossiersOf(agency: Agency, { dossiers, figures }: Facts): Known[] {
  if (figures === undefined || !figures.kinds.includes(agency.kind)) return []
  const of = (indicator: string) => dossiers.find((view) => view.subject.id === agency.id && view.indicator.id === indicator && (view.freshness === 'live' || view.freshness === 'late'))
  const [view, resolved] = [of(figures.onTime), of(figures.resolved)]
  if (view === undefined || typeof view.value !== 'number') return [{ agency, share: undefined }]
  return [{ agency, share: view.value, told: { view, dossiers: typeof resolved?.value === 'number' ? resolved.value : undefined } }]
}

/** Of what is red now, how much has a word whose day has not passed; who has nothing red is not compared by it. */
function explainedOf(agency: Agency, { views, explanations, today }: Facts): Known[] {
  const held = new Set<string>(explanations.filter(({ until }) => until >= today).map(({ series }) => series))
  return countOf(agency, views.filter((view) => view.indicator.owner === agency.id && statusOf(view) === 'bad').map(({ series }) => held.has(series)))
}

/** As good as the worst of its four words. */
function scoreOf(agency: Agency, scores: readonly QualityRow[], sources: readonly SourceView[]): Known[] {
  if (!sources.some(({ info }) => info.agency === agency.id)) return []
  const row = scores.find((one) => one.agency === agency.id)
  const words = [row?.correct, row?.complete, row?.clean, row?.alive].filter((one) => one !== undefined)
  return [{ agency, share: words.length === 0 ? undefined : Math.min(...words) }]
}
