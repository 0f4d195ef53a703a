import type { RotationScene, Scene, Text, Wall } from '#contract'
import { type Fault, faultAt, type Held, type Placed } from './fault.ts'

/** Scenes that a wall's rotation or schedule names and that do not exist, rows that never play, hardware a scene cannot be laid on. */
export function checkWall({ value, place }: Placed<Wall>, scenes: Held<Scene>, faults: Fault[]): void {
  const tell = (path: readonly PropertyKey[], text: Text) => faults.push(faultAt(place(...path), text))
  const checkNamed = (rotation: readonly RotationScene[], path: readonly PropertyKey[]) =>
    rotation.forEach(({ scene }, index) => {
      if (!scenes.has(scene)) tell([...path, index, 'scene'], noSuchScene(scene))
    })

  if (!scenes.has(value.scene)) tell(['scene'], noSuchScene(value.scene))
  checkNamed(value.rotation ?? [], ['rotation'])
  value.schedule.forEach((row, index) => {
    checkNamed(row.rotation, ['schedule', index, 'rotation'])
    const hiding = value.schedule.slice(0, index).findIndex((earlier) => earlier.from === earlier.until && hidesDays(earlier.days, row.days))
    if (hiding >= 0) tell(['schedule', index], { vi: `dòng này không bao giờ được chiếu: dòng ${hiding + 1} đã phủ cả ngày`, en: `this row never plays: row ${hiding + 1} covers the whole day` })
  })
  checkGlass(value, tell)
}

const noSuchScene = (id: string): Text => ({ vi: `không có kịch bản "${id}"`, en: `no such scene: "${id}"` })

type Days = Wall['schedule'][number]['days']

function hidesDays(earlier: Days, later: Days): boolean {
  if (earlier === 'every') return true
  if (Array.isArray(earlier) && Array.isArray(later)) return later.every((day) => earlier.includes(day))
  return earlier === later
}

/** Tiles of a scene are 16:9: on hardware of another shape its seams would fall into the middle of words. */
function checkGlass({ profile }: Wall, tell: (path: readonly PropertyKey[], text: Text) => void): void {
  if (profile === undefined) return
  const { grid, tile, screen, scale = tile.width / 1_920 } = profile
  if (grid !== '1x1' && screen === undefined && Math.abs(tile.width / tile.height - 16 / 9) > 0.01) {
    tell(['profile', 'tile', 'height'], { vi: `tấm ${tile.width} x ${tile.height} không phải 16:9, viền ghép sẽ cắt vào chữ`, en: `a tile of ${tile.width} x ${tile.height} is not 16:9: its seams would cut words` })
  }
  const [columns = 1, rows = 1] = grid.split('x').map(Number)
  if (screen !== undefined && (columns * 1_920 * scale > screen.width || rows * 1_080 * scale > screen.height)) {
    tell(['profile', 'screen'], { vi: `lưới ${grid} ở tỉ lệ ${scale} cần ${columns * 1_920 * scale} x ${rows * 1_080 * scale} điểm ảnh, màn chỉ có ${screen.width} x ${screen.height}`, en: `a grid of ${grid} at scale ${scale} needs ${columns * 1_920 * scale} x ${rows * 1_080 * scale} pixels, the screen has ${screen.width} x ${screen.height}` })
  }
}
