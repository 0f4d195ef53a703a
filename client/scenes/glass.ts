import type { Scene, WallProfile } from '#contract'
import type { Plan } from './plan.ts'

/** One tile of a scene: everything is composed of these, and none is ever stretched. */
export const TILE = { width: 1920, height: 1080 } as const

/** The hardware of a wall, and which of its panels this window is, counted from 1, where each panel has a window of its own. */
export interface Glass {
  profile: WallProfile
  at?: { column: number; row: number } | undefined
}

interface Size {
  width: number
  height: number
}

export const turnRows = (scene: Scene): readonly (readonly string[])[] => scene.layouts['1x1'] ?? [['a']]

/** Does this window show the wall itself, or somebody at a desk who looks at it in small? */
export function isGlass({ profile, at }: Glass, window: Size): boolean {
  const whole = at === undefined ? sizeOf(profile) : profile.tile
  return window.width === whole.width && window.height === whole.height
}

/**
 * The largest layout of the scene that the wall's grid holds, in the middle. Between seams it moves by whole panels, so that no seam
 * falls into a tile; pixels beyond the tiles stay background, and both directions have the same scale.
 */
export function planGlass(scene: Scene, { profile, at }: Glass): Plan {
  const { tile, screen } = profile
  const grid = countsOf(profile.grid)
  const [layout, rows] = largestLayout(scene, grid)
  const scale = scaleOf(profile)
  const width = (rows[0]?.length ?? 1) * TILE.width
  const height = rows.length * TILE.height
  const middle = screen === undefined
    ? { left: Math.floor((grid.columns - width / TILE.width) / 2) * tile.width, top: Math.floor((grid.rows - height / TILE.height) / 2) * tile.height }
    : { left: Math.round((screen.width - width * scale) / 2), top: Math.round((screen.height - height * scale) / 2) }
  const plan: Plan = { layout, rows, width, height, scale, ...middle, canSwitch: false }
  return at === undefined ? plan : throughWindow(plan, { left: (at.column - 1) * tile.width, top: (at.row - 1) * tile.height, width: tile.width, height: tile.height })
}

function throughWindow(plan: Plan, { left, top, width, height }: Size & { left: number; top: number }): Plan {
  const { scale } = plan
  const own = { left: plan.left - left, top: plan.top - top }
  return { ...plan, ...own, sees: { left: 0 - own.left / scale, top: 0 - own.top / scale, width: width / scale, height: height / scale } }
}

/** By how many tiles it shows; a single tile takes turns. */
function largestLayout(scene: Scene, grid: { columns: number; rows: number }): [name: string, rows: readonly (readonly string[])[]] {
  const fitting = Object.entries(scene.layouts).filter(([name, rows]) => {
    const columns = Math.max(...rows.map((row) => row.length))
    return name !== '1x1' && columns <= grid.columns && rows.length <= grid.rows
  })
  const [largest] = fitting.toSorted(([, a], [, b]) => b.flat().length - a.flat().length)
  return largest ?? ['1x1', turnRows(scene)]
}

export const scaleOf = ({ scale, tile }: WallProfile): number => scale ?? tile.width / TILE.width

function sizeOf({ grid, tile, screen }: WallProfile): Size {
  const { columns, rows } = countsOf(grid)
  return screen ?? { width: columns * tile.width, height: rows * tile.height }
}

function countsOf(grid: string): { columns: number; rows: number } {
  const [columns = 1, rows = 1] = grid.split('x').map(Number)
  return { columns, rows }
}
