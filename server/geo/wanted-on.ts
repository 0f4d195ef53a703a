import { Day, type Locality, type MapQuery, type Text } from '#contract'
import { eraOf } from './era.ts'
import type { Bounds } from './import-map.ts'
import type { Wanted } from './match-shapes.ts'
import { readWanted } from './read-wanted.ts'

/** Of which day and level a file is; today's communes where no day is named. */
export type Layer = { day: string | undefined; level: MapQuery['level'] }

/** What such a file must have and about where, and until when it then holds; or why there can be none. `told` is said whatever comes of it. */
export type WantedLayer = { ok: true; wanted: Wanted[]; around: Bounds; lastDay: string | undefined; told: Text[] } | { ok: false; fault: Text }

const LEVEL = { commune: { vi: 'xã', en: 'communes' }, district: { vi: 'huyện', en: 'districts' } } as const

/** One reading for the command and for the page. `localities` are asked for only where today's schematic does not tell. */
export async function wantedOn(deploymentDir: string, { day, level }: Layer, localities: () => Promise<readonly Locality[]>): Promise<WantedLayer> {
  const { wanted: today, around } = await readWanted(deploymentDir)
  if (day === undefined && level === 'commune') return { ok: true, wanted: today, around, lastDay: undefined, told: [] }
  if (day === undefined || !Day.safeParse(day).success) {
    return { ok: false, fault: { vi: `cần một ngày của thời kỳ đó, như 2025-06-30, đang là "${day ?? ''}"`, en: `a day of that era is needed, such as 2025-06-30, not "${day ?? ''}"` } }
  }
  const { wanted, lastDay } = eraOf(await localities(), { day, level })
  if (wanted.length === 0) return { ok: false, fault: { vi: `ngày ${written(day)} không có địa bàn nào cấp ${LEVEL[level].vi}`, en: `there are no ${LEVEL[level].en} on ${written(day)}` } }
  const told = lastDay === undefined ? [] : [{ vi: `thời kỳ đến hết ${written(lastDay)}: ${wanted.length} địa bàn`, en: `the era until ${written(lastDay)}: ${wanted.length} localities` }]
  return { ok: true, wanted, around, lastDay, told }
}

const written = (day: string): string => day.split('-').toReversed().join('/')
