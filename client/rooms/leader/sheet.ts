import { createContext, useContext } from 'react'
import { type Catalogue, type Indicator, type SeenBriefing, type SeriesName, type Text } from '#contract'

/** What all leaders' pages know: the briefing and the catalogue behind it. */
export interface Sheet {
  briefing: SeenBriefing
  catalogue: Catalogue
  timeZone: string
  indicator(id: string): Indicator | undefined
  /** Who answers for an indicator. */
  ownerOf(indicator: Indicator): Text | undefined
}

export const SheetContext = createContext<Sheet | undefined>(undefined)

export function useSheet(): Sheet {
  const sheet = useContext(SheetContext)
  if (sheet === undefined) throw new Error('no SheetContext above this component')
  return sheet
}

export function makeSheet(briefing: SeenBriefing, catalogue: Catalogue): Sheet {
  const agencies = new Map<string, Text>(catalogue.agencies.map(({ id, name }) => [id, name]))
  const indicators = new Map<string, Indicator>(catalogue.indicators.map((one) => [one.id, one]))
  return { briefing, catalogue, timeZone: catalogue.deployment.timeZone, indicator: (id) => indicators.get(id), ownerOf: ({ owner }) => agencies.get(owner) }
}

/** Everything the briefing names, once. */
export const allSeries = ({ lead, domains, plans }: SeenBriefing): SeriesName[] => [...new Set([...lead, ...domains.flatMap(({ series }) => series), ...plans])]
