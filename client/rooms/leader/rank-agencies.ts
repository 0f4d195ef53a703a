import type { Agency, QualityRow, SeriesView, SourceView } from '#contract'
import { statusOf } from '../../parts/index.ts'

/** By what agencies are compared: figures that reach what is asked, sources that keep their rhythm, the lowest of the four words of their data. */
export const MEASURES = ['met', 'sources', 'data'] as const
export type Measure = (typeof MEASURES)[number]

export interface Standing {
  agency: Agency
  /** 0 to 100. */
  share: number
  /** So many of so many; absent for a score. */
  of?: { good: number; all: number }
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
}

/** Only agencies that have something of the kind are compared by it. */
export function rankAgencies(measure: Measure, { agencies, views, sources, scores }: Facts): Ranked {
  const known = agencies.filter(({ validTo }) => validTo === undefined).flatMap((agency) => {
    if (measure === 'met') return countOf(agency, views.filter(({ indicator }) => indicator.owner === agency.id).map(statusOf).map((status) => (status === 'unknown' ? undefined : status === 'good')))
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

/** As good as the worst of its four words. */
function scoreOf(agency: Agency, scores: readonly QualityRow[], sources: readonly SourceView[]): Known[] {
  if (!sources.some(({ info }) => info.agency === agency.id)) return []
  const row = scores.find((one) => one.agency === agency.id)
  const words = [row?.correct, row?.complete, row?.clean, row?.alive].filter((one) => one !== undefined)
  return [{ agency, share: words.length === 0 ? undefined : Math.min(...words) }]
}
