import type { Briefing, Catalogue, CountedPeriods, CurvePoint, FormulaVersion, Indicator, Scene, SourceSettings, Wall, WorkingCalendar } from '#contract'
import { checkBriefing } from './check-briefing.ts'
import { checkFormulas } from './check-formulas.ts'
import { checkLinks, subjectsOf, type SystemFacts } from './check-links.ts'
import { checkScenes } from './check-scenes.ts'
import { type Fault, type Placed, sortFaults } from './fault.ts'
import { readFolder } from './read-folder.ts'
import { readBriefing, readScenes, readWalls } from './read-screens.ts'
import { readSettings } from './read-settings.ts'
import { readSources, type SourceOptions } from './read-sources.ts'
import { AGENCIES, CURVES, FORMULAS, INDICATORS, LOCALITIES, PERIODS, readObjects, SITES, TARGETS } from './tables.ts'

/** A province's folder, read and checked as a whole. */
export interface Deployment {
  /** All of the catalogue that lies in the folder; whether it is a demonstration, and which sources run, is known elsewhere. */
  catalogue: Omit<Catalogue, 'demo' | 'sources'>
  /** Those that run here, placeholders filled: they may hold secrets. */
  sources: SourceSettings[]
  scenes: Scene[]
  walls: Wall[]
  /** Absent where there are no pages for leaders. */
  briefing: Briefing | undefined
  calendar: WorkingCalendar
  /** What formulas call by name, each curve's points in order. */
  curves: CurvePoint[]
  timeZone: string
  /** Names of the variables the sources ask for. */
  variables: string[]
  /** Changes with any byte of the folder's files. */
  version: string
}

export interface LoadOptions extends SourceOptions {
  /** The register's systems. */
  systems: readonly SystemFacts[]
}

export type LoadOutcome = { ok: true; deployment: Deployment } | { ok: false; faults: Fault[] }

/** Never throws for what stands in the files: every fault of the whole folder is told at once. */
export async function loadDeployment(folder: string, options: LoadOptions): Promise<LoadOutcome> {
  const faults: Fault[] = []
  const { texts, version } = await readFolder(folder, faults)
  const settings = readSettings(texts, faults)
  const catalogue = {
    indicators: readObjects(INDICATORS, texts, faults),
    agencies: readObjects(AGENCIES, texts, faults),
    localities: readObjects(LOCALITIES, texts, faults),
    sites: readObjects(SITES, texts, faults),
    targets: readObjects(TARGETS, texts, faults),
  }
  const formulas = readObjects(FORMULAS, texts, faults)
  const curves = readObjects(CURVES, texts, faults)
  const periods = readObjects(PERIODS, texts, faults)
  const sources = readSources(texts, options, faults)
  const scenes = readScenes(texts, faults)
  const walls = readWalls(texts, faults)
  const briefing = readBriefing(texts, faults)
  checkLinks({ settings, ...catalogue, sources: sources.all }, options.systems, faults)
  checkFormulas({ indicators: catalogue.indicators, formulas, curves, periods }, faults)
  checkScenes({ scenes, walls, indicators: catalogue.indicators, hasSubject: subjectsOf(catalogue) }, faults)
  if (briefing !== undefined) checkBriefing(briefing, { indicators: catalogue.indicators, hasSubject: subjectsOf(catalogue) }, faults)
  if (settings === undefined || faults.length > 0) return { ok: false, faults: sortFaults(faults) }

  const { id, name, centre, timeZone, subject, workingCalendar } = settings.value
  return {
    ok: true,
    deployment: {
      catalogue: {
        deployment: { id, name, centre, timeZone, subject },
        indicators: withVersions(values(catalogue.indicators.all), values(formulas.all), values(periods.all)), agencies: values(catalogue.agencies.all), localities: values(catalogue.localities.all),
        sites: values(catalogue.sites.all), targets: values(catalogue.targets.all),
      },
      sources: sources.running, scenes: values(scenes.all), walls: values(walls), briefing: briefing?.value, calendar: workingCalendar, curves: values(curves.all), timeZone, variables: sources.variables, version,
    },
  }
}

/** By which calendar its periods are counted, and all definitions of an indicator, the first one in front; those of indicators.csv hold from ever. */
function withVersions(indicators: readonly Indicator[], later: readonly FormulaVersion[], periods: readonly CountedPeriods[]): Indicator[] {
  return indicators.map((plain) => {
    const counted = periods.find(({ indicator }) => indicator === plain.id)
    const indicator = counted === undefined ? plain : { ...plain, periods: counted.calendar }
    const own = later.filter((version) => version.indicator === indicator.id)
    if (own.length === 0) return indicator
    const first: FormulaVersion[] = indicator.formula === undefined ? [] : [{ indicator: indicator.id, formula: indicator.formula }]
    return { ...indicator, formulas: [...first, ...own].toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)) }
  })
}

const values = <T>(all: readonly Placed<T>[]): T[] => all.map(({ value }) => value)
