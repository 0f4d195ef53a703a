import type { Catalogue, CountedPeriods, CurvePoint, Diagram, FormulaVersion, Indicator, LegalBasis, PictureSettings, QualitySettings, Scene, SourceSettings, Wall, WorkingCalendar } from '#contract'
import { checkFormulas } from './check-formulas.ts'
import { checkLinks, subjectsOf, type SystemFacts } from './check-links.ts'
import { checkScenes } from './check-scenes.ts'
import { type Fault, type Placed, sortFaults } from './fault.ts'
import { readDiagrams } from './read-diagrams.ts'
import { readFolder } from './read-folder.ts'
import { readPictures } from './read-pictures.ts'
import { checkQuality, readQuality } from './read-quality.ts'
import { readScenes, readWalls } from './read-screens.ts'
import { readSettings } from './read-settings.ts'
import { readSources, type SourceOptions } from './read-sources.ts'
import { AGENCIES, CURVES, FORMULAS, INDICATORS, LEGAL_BASES, LOCALITIES, PERIODS, readObjects, SITES, TARGETS } from './tables.ts'

/** A province's folder, read and checked as a whole. */
export interface Deployment {
  /** All of the catalogue that lies in the folder; whether it is a demonstration, and which sources run, is known elsewhere. */
  catalogue: Omit<Catalogue, 'demo' | 'sources'>
  /** Those that run here, placeholders filled: they may hold secrets. */
  sources: SourceSettings[]
  scenes: Scene[]
  walls: Wall[]
  /** Drawings whose parts take values. */
  diagrams: Diagram[]
  /** Cameras whose present picture may be shown; they may hold secrets. */
  pictures: PictureSettings[]
  calendar: WorkingCalendar
  /** What formulas call by name, each curve's points in order. */
  curves: CurvePoint[]
  timeZone: string
  /** By what its scores are judged. */
  quality: QualitySettings
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
  const bases = readObjects(LEGAL_BASES, texts, faults)
  const sources = readSources(texts, options, faults)
  const pictures = readPictures(texts, options, (id) => sources.all.some(({ value }) => value.id === id), faults)
  const scenes = readScenes(texts, faults)
  const walls = readWalls(texts, faults)
  const quality = readQuality(texts, faults)
  const diagrams = readDiagrams(texts, faults)
  checkLinks({ settings, ...catalogue, sources: sources.all }, options.systems, faults)
  checkQuality(quality, { agencies: catalogue.agencies, sources: sources.all, indicators: catalogue.indicators }, faults)
  checkFormulas({ indicators: catalogue.indicators, formulas, curves, periods, bases }, faults)
  checkScenes({ scenes, walls, diagrams, indicators: catalogue.indicators, hasSubject: subjectsOf(catalogue) }, faults)
  if (settings === undefined || faults.length > 0) return { ok: false, faults: sortFaults(faults) }

  const { id, name, centre, timeZone, subject, workingCalendar } = settings.value
  return {
    ok: true,
    deployment: {
      catalogue: {
        deployment: { id, name, centre, timeZone, subject },
        indicators: withBases(withVersions(values(catalogue.indicators.all), values(formulas.all), values(periods.all)), values(bases.all)), agencies: values(catalogue.agencies.all), localities: values(catalogue.localities.all),
        sites: values(catalogue.sites.all), targets: values(catalogue.targets.all),
      },
      sources: sources.running, scenes: values(scenes.all), walls: values(walls), diagrams: values(diagrams.all), pictures, calendar: workingCalendar, curves: values(curves.all), timeZone, quality: quality.value, variables: sources.variables, version,
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

function withBases(indicators: readonly Indicator[], bases: readonly LegalBasis[]): Indicator[] {
  const cited = new Map(bases.map(({ indicator, basis }) => [indicator, basis]))
  return indicators.map((indicator) => {
    const legalBasis = cited.get(indicator.id)
    return legalBasis === undefined ? indicator : { ...indicator, legalBasis }
  })
}

const values = <T>(all: readonly Placed<T>[]): T[] => all.map(({ value }) => value)
