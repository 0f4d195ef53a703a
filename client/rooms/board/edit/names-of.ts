import { type Catalogue, type Panel, splitSeries } from '#contract'
import { indicatorsOf } from '../../../boards/index.ts'
import type { Locale, Say } from '../../../locale/index.ts'
import { kindName } from '../../kind-name.ts'

/** What people call a panel: its title, else what it shows, else its kind. */
export function panelName(panel: Panel, { indicators }: Catalogue, { locale, say }: { locale: Locale; say: Say }): string {
  if (panel.title !== undefined) return panel.title[locale]
  const shown = indicatorsOf(panel.query).map((id) => indicators.find((one) => one.id === id)).find((one) => one !== undefined)
  return shown === undefined ? kindName(panel.widget, say) : (shown.short ?? shown.name)[locale]
}

export function subjectName(id: string, { localities, sites, agencies }: Catalogue, locale: Locale): string {
  return [...localities, ...sites, ...agencies].find((one) => one.id === id)?.name[locale] ?? id
}

export function seriesWords(series: string, catalogue: Catalogue, locale: Locale): { indicator: string; subject: string } {
  const { indicator, subject } = splitSeries(series as Parameters<typeof splitSeries>[0]) // checked where it came in
  return { indicator: catalogue.indicators.find(({ id }) => id === indicator)?.name[locale] ?? indicator, subject: subjectName(subject, catalogue, locale) }
}
