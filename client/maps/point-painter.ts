/** What a point looks like: `circle good`, `square lost`. */
export type Look = `${PointShape} ${PointState}`
export type PointShape = 'circle' | 'square' | 'gate' | 'camera'
export type PointState = 'good' | 'watch' | 'bad' | 'stale' | 'lost' | 'never'

/** A point where it stands in the panel, px. An unchanged one stays the same object: that is how it is known. */
export interface Spot {
  x: number
  y: number
  look: Look
}

export type Brush = Pick<CanvasRenderingContext2D, 'save' | 'restore' | 'beginPath' | 'rect' | 'clip' | 'clearRect'>

export interface PainterOptions {
  width: number
  height: number
  /** Half of the largest mark, px. */
  reach: number
  stamp(look: Look, spots: readonly Spot[]): void
}

const CELL_PX = 128
/** With more of the picture to be done again than this, all of it is cheaper. */
const MOST_DIRTY = 0.4
const ORDER: Readonly<Record<PointState, number>> = { good: 0, never: 1, stale: 2, lost: 3, watch: 4, bad: 5 }

const orderOf = (look: Look): number => ORDER[look.slice(look.indexOf(' ') + 1) as PointState] // the second word of a look

/** Paints marks on a canvas and remembers them: the next time only the parts in which one came, went, moved or changed are done again. */
export function createPainter(brush: Brush, { width, height, reach, stamp }: PainterOptions): { paint(spots: ReadonlyMap<string, Spot>): number } {
  const columns = Math.ceil(width / CELL_PX)
  const rows = Math.ceil(height / CELL_PX)
  let before: ReadonlyMap<string, Spot> = new Map()

  const cellOf = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at / CELL_PX)))
  /** Ends at the first cell for which `isEnough`. */
  function eachCellUnder({ x, y }: Spot, isEnough: (cell: number) => boolean): boolean {
    for (let row = cellOf(y - reach, rows); row <= cellOf(y + reach, rows); row += 1) {
      for (let column = cellOf(x - reach, columns); column <= cellOf(x + reach, columns); column += 1) if (isEnough(row * columns + column)) return true
    }
    return false
  }

  function findDirty(spots: ReadonlyMap<string, Spot>): Set<number> {
    const dirty = new Set<number>()
    const mark = (spot: Spot) => {
      eachCellUnder(spot, (cell) => {
        dirty.add(cell)
        return false
      })
    }
    for (const [key, spot] of spots) {
      const old = before.get(key)
      if (old === spot) continue
      mark(spot)
      if (old !== undefined) mark(old)
    }
    for (const [key, old] of before) if (!spots.has(key)) mark(old)
    return dirty
  }

  return {
    /** How many marks were drawn. */
    paint(spots) {
      const dirty = findDirty(spots)
      before = spots
      if (dirty.size === 0) return 0
      const isWhole = dirty.size > columns * rows * MOST_DIRTY
      brush.save()
      brush.beginPath()
      if (isWhole) brush.rect(0, 0, width, height)
      else for (const cell of dirty) brush.rect((cell % columns) * CELL_PX, Math.floor(cell / columns) * CELL_PX, CELL_PX, CELL_PX)
      brush.clip()
      brush.clearRect(0, 0, width, height)
      const byLook = new Map<Look, Spot[]>()
      let count = 0
      for (const spot of spots.values()) {
        if (!isWhole && !eachCellUnder(spot, (cell) => dirty.has(cell))) continue
        count += 1
        const alike = byLook.get(spot.look)
        if (alike === undefined) byLook.set(spot.look, [spot])
        else alike.push(spot)
      }
      // What is wrong lies above what is well; of two that are equally so always the same.
      const looks = [...byLook].sort(([a], [b]) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1))
      for (const [look, alike] of looks) stamp(look, alike)
      brush.restore()
      return count
    },
  }
}
