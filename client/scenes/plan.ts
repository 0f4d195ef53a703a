import type { Scene } from '#contract'
import { type Glass, isGlass, planGlass, TILE, turnRows } from './glass.ts'

/** `auto` follows the window; `whole` and `single` are what a person chose by key. */
export type Showing = 'auto' | 'whole' | 'single'

export interface Plan {
  /** Columns by rows. */
  layout: string
  /** Rows of tile names, `.` for none. */
  rows: readonly (readonly string[])[]
  width: number
  height: number
  /** 1 on a wall; smaller on a laptop, where the whole wall is shown in small. */
  scale: number
  left: number
  top: number
  /** The window is no wall: one may switch between the whole wall and single tiles. */
  canSwitch: boolean
  /** The part of it this window sees, in pixels of the scene, where it is one of the wall's many windows. */
  sees?: { left: number; top: number; width: number; height: number }
}

/** Chooses the layout for a window: by what the wall is made of, or the largest that fits in true size, else the whole wall scaled to fit. */
export function planWall(scene: Scene, window: { width: number; height: number }, showing: Showing, glass?: Glass): Plan {
  if (glass !== undefined && showing === 'auto' && isGlass(glass, window)) return planGlass(scene, glass)
  const native = nativeLayout(window)
  const layout = showing === 'single' ? '1x1' : showing === 'whole' ? '3x2' : (native ?? '3x2')
  const rows = layout === '1x1' ? turnRows(scene) : (scene.layouts[layout] ?? scene.layouts['3x2'] ?? turnRows(scene))
  const width = (rows[0]?.length ?? 1) * TILE.width
  const height = rows.length * TILE.height
  const fits = Math.min(window.width / width, window.height / height)
  const scale = fits >= 1 ? 1 : fits
  return {
    layout, rows, width, height, scale,
    left: Math.max(0, Math.round((window.width - width * scale) / 2)),
    top: Math.max(0, Math.round((window.height - height * scale) / 2)),
    canSwitch: native === undefined || showing !== 'auto',
  }
}

function nativeLayout({ width, height }: { width: number; height: number }): string | undefined {
  if (width >= 5760 && height >= 2160) return '3x2'
  if (width >= 3840 && height >= 2160) return '2x2'
  return width === TILE.width && height === TILE.height ? '1x1' : undefined
}

/** Whose turn it is, by the server's time alone: all tiles of all walls turn together. `held` stays as long as it is one of them. */
export function turnOf(names: readonly string[], { turnSeconds }: Pick<Scene, 'turnSeconds'>, serverNow: number, held?: string): string | undefined {
  if (held !== undefined && names.includes(held)) return held
  return names[Math.floor(serverNow / (turnSeconds * 1_000)) % Math.max(1, names.length)]
}

/** Whose turn it is on a single screen. */
export const tileAt = (scene: Scene, serverNow: number, held?: string): string => turnOf(scene.turns, scene, serverNow, held) ?? turnRows(scene)[0]?.[0] ?? 'a'

const ORBIT_MS = 300_000
const ORBIT_PX = 4
const ORBIT: readonly (readonly [x: number, y: number])[] = [[0, 0], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1]]

/** The whole wall walks 4 px round its place, a step each five minutes, so that no edge burns in. */
export function orbitAt(serverNow: number): { x: number; y: number } {
  const [x, y] = ORBIT[Math.floor(serverNow / ORBIT_MS) % ORBIT.length] ?? [0, 0]
  return { x: x * ORBIT_PX, y: y * ORBIT_PX }
}
