import type { Briefing, Catalogue, CurvePoint, Diagram, PictureSettings, QualitySettings, Scene, SourceSettings, Succession, TileServer, Wall, WorkingCalendar } from '#contract'
import { checkBriefing } from './check-briefing.ts'
import { checkComparisons } from './check-comparisons.ts'
import { checkFormulas } from './check-formulas.ts'
import { checkLinks, subjectsOf, type SystemFacts } from './check-links.ts'
import { checkPaces } from './check-paces.ts'
import { checkScenes } from './check-scenes.ts'
import { completeIndicators } from './complete-indicators.ts'
import { type Fault, type Placed, sortFaults } from './fault.ts'
import { readDiagrams } from './read-diagrams.ts'
import { readFolder } from './read-folder.ts'
import { readPictures } from './read-pictures.ts'
import { checkQuality, readQuality } from './read-quality.ts'
import { readBriefing, readScenes, readWalls } from './read-screens.ts'
import { readSettings } from './read-settings.ts'
import { readSources, type SourceOptions } from './read-sources.ts'
import { tellUses } from './tell-uses.ts'
import { AGENCIES, COMPARISONS, CURVES, FORMULAS, INDICATORS, LEGAL_BASES, LOCALITIES, PACES, PERIODS, readObjects, SITES, SUCCESSIONS, TARGETS } from './tables.ts'

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
  /** Absent where there are no pages for leaders. */
  briefing: Briefing | undefined
  calendar: WorkingCalendar
  /** What formulas call by name, each curve's points in order. */
  curves: CurvePoint[]
  /** Shares of areas that were split. */
  successions: Succession[]
  timeZone: string
  /** Pictures under the map, from a server of the deployment's choice. */
  tiles: TileServer | undefined
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
  const paces = readObjects(PACES, texts, faults)
  const comparisons = readObjects(COMPARISONS, texts, faults)
  const successions = readObjects(SUCCESSIONS, texts, faults)
  const sources = readSources(texts, options, faults)
  const pictures = readPictures(texts, options, (id) => sources.all.some(({ value }) => value.id === id), faults)
  const scenes = readScenes(texts, faults)
  const walls = readWalls(texts, faults)
  const quality = readQuality(texts, faults)
  const briefing = readBriefing(texts, faults)
  const diagrams = readDiagrams(texts, faults)
  checkLinks({ settings, ...catalogue, sources: sources.all }, options.systems, faults)
  checkQuality(quality, { agencies: catalogue.agencies, sources: sources.all, indicators: catalogue.indicators }, faults)
  checkFormulas({ indicators: catalogue.indicators, formulas, curves, periods, bases }, faults)
  checkPaces({ indicators: catalogue.indicators, paces, curves }, faults)
  checkComparisons({ indicators: catalogue.indicators, localities: catalogue.localities, comparisons, successions }, faults)
  checkScenes({ scenes, walls, diagrams, indicators: catalogue.indicators, hasSubject: subjectsOf(catalogue) }, faults)
  if (briefing !== undefined) checkBriefing(briefing, { indicators: catalogue.indicators, hasSubject: subjectsOf(catalogue) }, faults)
  if (settings === undefined || faults.length > 0) {
    const named = { scenes: values(scenes.all), briefing: briefing?.value, indicators: values(catalogue.indicators.all), formulas: values(formulas.all), targets: values(catalogue.targets.all) }
    return { ok: false, faults: sortFaults(tellUses(faults, named)) }
  }

  const { id, name, centre, timeZone, subject, workingCalendar, map } = settings.value
  return {
    ok: true,
    deployment: {
      catalogue: {
        deployment: { id, name, centre, timeZone, subject, workingCalendar },
        indicators: completeIndicators(values(catalogue.indicators.all), { formulas: values(formulas.all), periods: values(periods.all), paces: values(paces.all), curves: values(curves.all), comparisons: values(comparisons.all), bases: values(bases.all) }),
        agencies: values(catalogue.agencies.all), localities: values(catalogue.localities.all),
        sites: values(catalogue.sites.all), targets: values(catalogue.targets.all),
      },
      sources: sources.running, scenes: values(scenes.all), walls: values(walls), briefing: briefing?.value, diagrams: values(diagrams.all), pictures, calendar: workingCalendar, curves: values(curves.all), successions: values(successions.all), timeZone, tiles: map?.tiles, quality: quality.value, variables: sources.variables, version,
    },
  }
}

const values = <T>(all: readonly Placed<T>[]): T[] => all.map(({ value }) => value)
