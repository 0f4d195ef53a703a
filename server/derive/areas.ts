import type { Locality } from '#contract'

/** Which communes make up a district or a province, and which of these a commune belongs to. */
export interface Areas {
  /** All beneath it, through districts too; of a commune, a site or an agency none. */
  communesOf(id: string): readonly string[]
  /** Its district, where there was one, and then its province; only of a commune. */
  above(commune: string): readonly string[]
  /** 0 for a commune and whatever else is measured, 1 for a district, 2 for a province: parts before wholes. */
  heightOf(id: string): number
  all: readonly string[]
}

const HEIGHT = { commune: 0, district: 1, province: 2 }

/** Eras stay apart by themselves: a commune of 2023 has a district of 2023 above it and a province of 2023 above that. */
export function createAreas(localities: readonly Pick<Locality, 'id' | 'level' | 'parent'>[]): Areas {
  const byId = new Map<string, Pick<Locality, 'id' | 'level' | 'parent'>>(localities.map((one) => [one.id, one]))
  const above = new Map<string, string[]>()
  const communes = new Map<string, string[]>()
  for (const { id, level, parent } of localities) {
    if (level !== 'commune') continue
    const chain: string[] = []
    for (let up = byId.get(parent ?? ''); up !== undefined && !chain.includes(up.id); up = byId.get(up.parent ?? '')) chain.push(up.id)
    above.set(id, chain)
    for (const one of chain) communes.set(one, [...(communes.get(one) ?? []), id])
  }
  return {
    communesOf: (id) => communes.get(id) ?? [],
    above: (commune) => above.get(commune) ?? [],
    heightOf: (id) => HEIGHT[byId.get(id)?.level ?? 'commune'],
    all: localities.map(({ id }) => id),
  }
}

/** No area begins or ends but at midnight somewhere, and no zone is set by less. */
const STEP_MS = 900_000

/** The communes of an area that hold at a moment, the same list whenever they are the same; asked for each figure that changes, and changing once in years. */
export function createCommunesAt(areas: Areas, holdsAt: (id: string, at: number) => boolean): (id: string, at: number) => readonly string[] {
  const last = new Map<string, { step: number; communes: readonly string[] }>()
  const lists = new Map<string, readonly string[]>()
  return (id, at) => {
    const step = Math.floor(at / STEP_MS)
    const known = last.get(id)
    if (known?.step === step) return known.communes
    const holding = areas.communesOf(id).filter((commune) => holdsAt(commune, at))
    const key = holding.join()
    const communes = lists.get(key) ?? holding
    lists.set(key, communes)
    last.set(id, { step, communes })
    return communes
  }
}
