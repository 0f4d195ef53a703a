import { type Box, doesCross } from './place-labels.ts'

/** How a drawing lies in a panel: `panel = left + (drawing - west) * scale`, and so for y. */
export interface Fitted {
  left: number
  top: number
  west: number
  north: number
  scale: number
}

type Line = readonly (readonly [x: number, y: number])[]

const SHRINK = 0.97
const SMALLEST = 0.4
/** Between the outline and what it keeps clear of. */
const CLEAR_PX = 24

/**
 * As large as it can be in the panel without running under what is blocked, the legend above all; in the middle if it can. `outline`
 * is drawn with y downwards, in any unit. A panel too small for that shows it whole all the same.
 */
export function fitOutline(outline: readonly Line[], room: { width: number; height: number; margin: number }, blocked: readonly Box[]): Fitted {
  const points = outline.flat()
  const [west, north] = [Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y))]
  const [wide, high] = [Math.max(...points.map(([x]) => x)) - west, Math.max(...points.map(([, y]) => y)) - north]
  const full = Math.min((room.width - 2 * room.margin) / wide, (room.height - 2 * room.margin) / high)
  const keepClear = blocked.map((box) => ({ left: box.left - CLEAR_PX, top: box.top - CLEAR_PX, right: box.right + CLEAR_PX, bottom: box.bottom + CLEAR_PX }))
  const at = (scale: number, share: number): Fitted => ({
    left: room.margin + (room.width - 2 * room.margin - wide * scale) * share,
    top: (room.height - high * scale) / 2, west, north, scale,
  })
  for (let scale = full; scale > full * SMALLEST; scale *= SHRINK) {
    for (const share of [0.5, 0.65, 0.8, 1]) {
      const fitted = at(scale, share)
      if (!outline.some((line) => doesRun(line.map((point) => placeIn(fitted, point)), keepClear))) return fitted
    }
  }
  return at(full, 0.5)
}

export const placeIn = ({ left, top, west, north, scale }: Fitted, [x, y]: readonly [number, number]): { x: number; y: number } => ({ x: left + (x - west) * scale, y: top + (y - north) * scale })

function doesRun(line: readonly { x: number; y: number }[], boxes: readonly Box[]): boolean {
  return line.some(({ x, y }, i) => {
    const before = line[i - 1]
    return before !== undefined && boxes.some((box) => doesCross({ x1: before.x, y1: before.y, x2: x, y2: y }, box))
  })
}
