import { type Catalogue, type IndicatorId, splitSeries, type Thing, type Verb, type Viewer } from '#contract'
import type { GoodRead, HandInSource } from './intake.ts'

/** Who may do what; given by main. */
export type Can = (viewer: Viewer, verb: Verb, thing: Thing) => boolean

/** What figures are about: domain -> localities; null for a subject that is none. */
export type Areas = Record<string, (string | null)[]>

type Figures = Thing & { kind: 'figures' }

export const thing = (agency: string, domain: string, locality: string | null | undefined): Figures => ({ kind: 'figures', agency, domain, ...(typeof locality === 'string' ? { locality } : {}) })

export const thingsOf = ({ agency, areas }: { agency: string; areas: Areas }): Figures[] =>
  Object.entries(areas).flatMap(([domain, localities]) => localities.map((locality) => thing(agency, domain, locality)))

/** Everything in it, or it is not theirs: a file is seen and signed as a whole. */
export const mayAll = (can: Can, viewer: Viewer, verb: Verb, of: { agency: string; areas: Areas }): boolean => thingsOf(of).every((one) => can(viewer, verb, one))

/** Where each figure lies, told by today's catalogue. */
export function createPlacer(catalogue: Catalogue): (figure: GoodRead['figures'][number]) => { domain: string; locality: string | null } {
  const domains = new Map<string, string>(catalogue.indicators.map(({ id, domain }) => [id, domain]))
  const localities = new Set<string>(catalogue.localities.map(({ id }) => id))
  return ({ sample }) => {
    const { indicator, subject } = splitSeries(sample.series)
    return { domain: domains.get(indicator) ?? '', locality: localities.has(subject) ? subject : null }
  }
}

export function areasOf(figures: GoodRead['figures'], catalogue: Catalogue): Areas {
  const place = createPlacer(catalogue)
  const found = new Map<string, Set<string | null>>()
  for (const figure of figures) {
    const { domain, locality } = place(figure)
    found.set(domain, (found.get(domain) ?? new Set()).add(locality))
  }
  return Object.fromEntries([...found].map(([domain, all]) => [domain, [...all]]))
}

/** The figures that lie outside what somebody may send. */
export function figuresOutside(read: GoodRead, { can, viewer, source, catalogue }: { can: Can; viewer: Viewer; source: HandInSource; catalogue: Catalogue }): GoodRead['figures'] {
  const place = createPlacer(catalogue)
  return read.figures.filter((figure) => {
    const { domain, locality } = place(figure)
    return !can(viewer, 'send', thing(source.info.agency, domain, locality))
  })
}

/** The indicators of a source of which somebody may do this somewhere, and one thing they may do it to. */
export function reachIn({ can, viewer, verb, source, catalogue }: { can: Can; viewer: Viewer; verb: Verb; source: HandInSource; catalogue: Catalogue }): { indicators: IndicatorId[]; example: Figures | undefined } {
  const wanted = new Set(source.indicators)
  const scope = viewer.kind === 'account' ? viewer.scope.localities : 'all'
  const candidates = { province: [catalogue.deployment.subject], commune: scope === 'all' ? [undefined] : scope, agency: [undefined], site: [undefined] }
  const allowed = catalogue.indicators.filter(({ id }) => wanted.has(id)).flatMap(({ id, domain, level }) => {
    const example = candidates[level].map((locality) => thing(source.info.agency, domain, locality)).find((one) => can(viewer, verb, one))
    return example === undefined ? [] : [{ id, example }]
  })
  return { indicators: allowed.map(({ id }) => id), example: allowed[0]?.example }
}
