import { cellsOf, type Panel, type Scene, tilesHigh, type WallProfile } from '#contract'
import { planGlass, TILE } from '../../../scenes/glass.ts'
import { type Box, placePanel } from '../../../scenes/place-panel.ts'

/** Where the board is looked at: a wall by what it is made of, or a desk. */
export interface Place {
  id: string
  /** `desk` is said in words; a wall by its grid and the seat that is farthest. */
  kind: 'wall' | 'desk'
  profile: WallProfile
}

export interface StageTile extends Box {
  name: string
  /** All that take turns in this place; the named one is looked at now. */
  names: readonly string[]
}

export interface StagePanel {
  panel: Panel
  box: Box
}

/** The wall in its own pixels: tiles, and every panel that stands on one of them now. */
export interface Stage {
  width: number
  height: number
  tiles: readonly StageTile[]
  panels: readonly StagePanel[]
  /** Of panels on tiles this wall does not show now. */
  away: readonly Panel[]
}

/** At a desk a panel is shown at three tenths of its size, or more. */
export const DESK_SCALE = 0.3

/** Lays a scene out on a wall. `looked`: the tiles somebody wants to see where several share a place; on one screen, the one shown. */
export function layStage(scene: Scene, { profile }: Pick<Place, 'profile'>, looked: readonly string[]): Stage {
  const { layout, rows } = planGlass(scene, { profile })
  const cells = layout === '1x1' ? [{ names: singlesOf(scene), column: 1, row: 1, height: 1 }] : cellsOf(rows)
  const tiles = cells.flatMap(({ names, column, row, height }): StageTile[] => {
    const name = names.find((one) => looked.includes(one)) ?? names[0]
    if (name === undefined || name === '.') return []
    const high = layout === '1x1' ? tilesHigh(scene, name) : height
    return [{ name, names, left: (column - 1) * TILE.width, top: (row - 1) * TILE.height, width: TILE.width, height: high * TILE.height }]
  })
  const panels = scene.panels.flatMap((panel): StagePanel[] => {
    const tile = tiles.find(({ name }) => name === panel.tile)
    return tile === undefined ? [] : [{ panel, box: placeOn(tile, panel) }]
  })
  return {
    width: Math.max(TILE.width, ...tiles.map(({ left, width }) => left + width)), height: Math.max(TILE.height, ...tiles.map(({ top, height }) => top + height)),
    tiles, panels, away: scene.panels.filter(({ tile }) => tiles.every(({ name }) => name !== tile)),
  }
}

/** On one screen every tile has its turn. */
function singlesOf(scene: Scene): string[] {
  const all = [...scene.turns, ...Object.values(scene.layouts).flat(2).flatMap((text) => text.split('/')), ...scene.panels.map(({ tile }) => tile)]
  return [...new Set(all)].filter((name) => name !== '.')
}

export function placeOn({ left, top }: Pick<Box, 'left' | 'top'>, panel: Panel): Box {
  const box = placePanel(panel)
  return { ...box, left: box.left + left, top: box.top + top }
}

/** A tile's own grid, from its place on the wall. */
const COLUMN = 154
const ROW = 168
const MARGIN = 48
const ROWS = 6

/** The column and row whose corner is nearest to a place in a tile; in its lower half two margins lie between. */
export function gridAt({ left, top }: Pick<Box, 'left' | 'top'>): { column: number; row: number } {
  const row = (top - MARGIN) / ROW + 1
  return { column: (left - MARGIN) / COLUMN + 1, row: row > ROWS + 1 ? row - (2 * MARGIN - 24) / ROW : row }
}

export const columnsIn = (px: number): number => px / COLUMN
export const rowsIn = (px: number): number => px / ROW

/** Walls with hardware of their own, each kind once, and a desk. */
export function placesOf(walls: readonly { id: string; profile?: WallProfile | undefined }[]): Place[] {
  const kinds = new Map<string, Place>()
  for (const { id, profile } of walls) if (profile !== undefined && !kinds.has(JSON.stringify(profile))) kinds.set(JSON.stringify(profile), { id, kind: 'wall', profile })
  const known = [...kinds.values()]
  const missing = USUAL.filter(({ profile }) => known.every((one) => one.profile.grid !== profile.grid))
  return [...known, ...missing, DESK]
}

const TILE_OF = { width: 1_920, height: 1_080, pitchMm: 0.634, bezelMm: 3.5 }
const USUAL: readonly Place[] = (['3x2', '2x2', '1x1'] as const).map((grid) => ({ id: `usual-${grid}`, kind: 'wall', profile: { grid, tile: TILE_OF, farthestSeatM: 8 } }))
const DESK: Place = { id: 'desk', kind: 'desk', profile: { grid: '1x1', tile: { width: 1_920, height: 1_080, pitchMm: 0.277, bezelMm: 0 }, farthestSeatM: 1 } }
