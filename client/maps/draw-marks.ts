import type { Look, PointShape, PointState, Spot } from './point-painter.ts'

/** Half of the largest mark with its line, px. */
export const REACH_PX = 26

const VARIABLES = ['--bg', '--t1', '--t3', '--p2', '--p2-e', '--p2-on', '--p3', '--p3-e', '--p3-on', '--stale-e'] as const
type Colours = Readonly<Record<(typeof VARIABLES)[number], string>>

type Pen = CanvasRenderingContext2D

/**
 * Marks as lines and areas. Stamped pictures would cost ten times as much: without a graphics card a browser spends 10 µs of its main
 * thread on each `drawImage`, whatever its source, and 1 µs on an arc or a rectangle (measured, Chromium 143).
 */
export function createMarks(canvas: HTMLCanvasElement, brush: Pen): { refresh(): boolean; draw(look: Look, spots: readonly Spot[]): void } {
  let colours: Colours | undefined
  let known = ''
  return {
    /** Whether the colours changed, as with the theme: then all must be painted anew. */
    refresh() {
      const style = getComputedStyle(canvas)
      const found = VARIABLES.map((name) => style.getPropertyValue(name).trim())
      if (colours !== undefined && found.join() === known) return false
      known = found.join()
      colours = Object.fromEntries(VARIABLES.map((name, i) => [name, found[i] ?? ''])) as unknown as Colours // all of the variables
      return true
    },
    /** All marks of one look together: the brush is dipped once. */
    draw(look, spots) {
      if (colours === undefined) return
      const [shape, state] = look.split(' ') as [PointShape, PointState] // a look is these two words
      brush.lineJoin = 'round'
      if (state === 'good' || state === 'never') outline(brush, spots, { shape, stroke: state === 'never' ? colours['--t3'] : colours['--t1'], land: colours['--bg'], dash: state === 'never' ? [4, 5] : [] })
      else for (const { x, y } of spots) {
        brush.translate(x, y)
        drawOdd(brush, state, colours)
        brush.translate(-x, -y)
      }
    },
  }
}

/** The state by its shape first: a triangle is bad, a diamond is watch, a dashed ring is old, a crossed one cut off; what is well keeps the shape of its kind. */
function drawOdd(brush: Pen, state: Exclude<PointState, 'good' | 'never'>, colours: Colours): void {
  if (state === 'bad') fillShape(brush, TRIANGLE, { fill: colours['--p2'], edge: colours['--p2-e'], sign: colours['--p2-on'] })
  else if (state === 'watch') fillShape(brush, DIAMOND, { fill: colours['--p3'], edge: colours['--p3-e'], sign: colours['--p3-on'] })
  else if (state === 'stale') ring(brush, colours['--stale-e'], [7, 6])
  else {
    ring(brush, colours['--p2-e'], [])
    line(brush, [[-7, -7], [7, 7]])
    line(brush, [[7, -7], [-7, 7]])
  }
}

const TRIANGLE = [[0, -21], [23, 18], [-23, 18]] as const
const DIAMOND = [[0, -22], [22, 0], [0, 22], [-22, 0]] as const
type Points = readonly (readonly [number, number])[]

function line(brush: Pen, points: Points): void {
  brush.beginPath()
  points.forEach(([x, y], i) => (i === 0 ? brush.moveTo(x, y) : brush.lineTo(x, y)))
  brush.stroke()
}

function fillShape(brush: Pen, points: Points, { fill, edge, sign }: { fill: string; edge: string; sign: string }): void {
  brush.fillStyle = fill
  brush.strokeStyle = edge
  brush.lineWidth = 2.5
  line(brush, [...points, points[0] ?? [0, 0]])
  brush.fill()
  brush.fillStyle = sign
  brush.fillRect(-2, points === TRIANGLE ? -7 : -11, 4, 13)
  brush.fillRect(-2, points === TRIANGLE ? 9 : 5, 4, 4)
}

function ring(brush: Pen, stroke: string, dash: number[]): void {
  brush.strokeStyle = stroke
  brush.lineWidth = 4
  brush.setLineDash(dash)
  brush.beginPath()
  brush.arc(0, 0, 16, 0, 2 * Math.PI)
  brush.stroke()
  brush.setLineDash([])
}

/** Open marks on the colour of the land: the map stays to be seen between them. */
function outline(brush: Pen, spots: readonly Spot[], { shape, stroke, land, dash }: { shape: PointShape; stroke: string; land: string; dash: number[] }): void {
  brush.strokeStyle = stroke
  brush.fillStyle = land
  brush.lineWidth = 4
  brush.setLineDash(dash)
  for (const { x, y } of spots) OUTLINES[shape](brush, x, y)
  brush.setLineDash([])
}

const OUTLINES: Readonly<Record<PointShape, (brush: Pen, x: number, y: number) => void>> = {
  circle(brush, x, y) {
    brush.beginPath()
    brush.arc(x, y, 10, 0, 2 * Math.PI)
    brush.fill()
    brush.stroke()
  },
  square(brush, x, y) {
    brush.fillRect(x - 10, y - 10, 20, 20)
    brush.strokeRect(x - 10, y - 10, 20, 20)
  },
  camera(brush, x, y) {
    brush.beginPath()
    brush.rect(x - 14, y - 8, 18, 16)
    brush.moveTo(x + 4, y - 1)
    brush.lineTo(x + 14, y - 8)
    brush.lineTo(x + 14, y + 8)
    brush.lineTo(x + 4, y + 1)
    brush.fill()
    brush.stroke()
  },
  gate(brush, x, y) {
    brush.beginPath()
    brush.moveTo(x - 15, y + 9)
    brush.lineTo(x + 15, y + 9)
    brush.moveTo(x - 9, y + 9)
    brush.lineTo(x - 9, y - 9)
    brush.lineTo(x + 9, y - 9)
    brush.lineTo(x + 9, y + 9)
    brush.stroke()
  },
}
