import type { Catalogue, SourceInfo } from '#contract'
import { originOf } from '../provenance.ts'
import { wallClock } from '../wall-clock.ts'
import type { WallTime } from '../workbook.ts'

/** What the rows of every table are told with, looked up once. */
export interface Facts {
  now: number
  wall(at: number): WallTime
  wallOf(at: string | number | undefined): WallTime | undefined
  /** Whole minutes since then. */
  minutesSince(at: number | undefined): number | undefined
  /** Its title and where its figures come from in truth. */
  source(id: string): { title: string; origin: string; info: SourceInfo | undefined }
  agency(id: string | undefined): string | undefined
  subject(id: string): string
}

export function createFacts({ deployment, sources, agencies, localities, sites }: Catalogue, now: number): Facts {
  const wall = wallClock(deployment.timeZone)
  const infos = new Map<string, SourceInfo>(sources.map((info) => [info.id, info]))
  const names = new Map<string, string>([...agencies, ...sites, ...localities].map(({ id, name }) => [id, name.vi]))
  return {
    now, wall,
    wallOf: (at) => (at === undefined ? undefined : wall(typeof at === 'number' ? at : Date.parse(at))),
    minutesSince: (at) => (at === undefined ? undefined : Math.max(0, Math.floor((now - at) / 60_000))),
    source(id) {
      const info = infos.get(id)
      return { title: info?.title.vi ?? id, origin: originOf(id, info?.origin), info }
    },
    agency: (id) => id && (names.get(id) ?? id),
    subject: (id) => names.get(id) ?? id,
  }
}
