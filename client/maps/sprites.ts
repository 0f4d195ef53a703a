import type { Look, PointShape, PointState } from './point-painter.ts'

/** Half of the largest mark with its line, px. */
export const REACH_PX = 26
const SIDE = 2 * REACH_PX

const VARIABLES = ['--bg', '--t1', '--t3', '--p2', '--p2-e', '--p2-on', '--p3', '--p3-e', '--p3-on', '--stale-e'] as const
type Colours = Readonly<Record<(typeof VARIABLES)[number], string>>

/** Each look is drawn once and stamped from then on; in other colours once more. */
export function createSprites(canvas: HTMLCanvasElement, scale: number): { refresh(): boolean; spriteOf(look: Look): HTMLCanvasElement } {
  let colours: Colours | undefined
  let known = ''
  const kept = new Map<Look, HTMLCanvasElement>()
  return {
    /** Whether the colours changed, as with the theme: then all must be painted anew. */
    refresh() {
      const style = getComputedStyle(canvas)
      const found = VARIABLES.map((name) => style.getPropertyValue(name).trim())
      if (found.join() === known) return false
      known = found.join()
      colours = Object.fromEntries(VARIABLES.map((name, i) => [name, found[i] ?? ''])) as unknown as Colours // all of the variables
      kept.clear()
      return true
    },
    spriteOf(look) {
      const before = kept.get(look)
      if (before !== undefined) return before
      const sprite = document.createElement('canvas')
      sprite.width = sprite.height = Math.ceil(SIDE * scale)
      const brush = sprite.getContext('2d')
      const [shape, state] = look.split(' ') as [PointShape, PointState] // a look is these two words
      if (brush !== null && colours !== undefined) {
        brush.scale(scale, scale)
        brush.translate(REACH_PX, REACH_PX)
        drawMark(brush, { shape, state, colours })
      }
      kept.set(look, sprite)
      return sprite
    },
  }
}

interface Mark {
  shape: PointShape
  state: PointState
  colours: Colours
}

/** The state by its shape first: a triangle is bad, a diamond is watch, a dashed ring is old, a crossed one cut off; what is well keeps the shape of its kind. */
function drawMark(brush: CanvasRenderingContext2D, { shape, state, colours }: Mark): void {
  brush.lineJoin = 'round'
  if (state === 'bad') fillShape(brush, TRIANGLE, { fill: colours['--p2'], edge: colours['--p2-e'], sign: colours['--p2-on'] })
  else if (state === 'watch') fillShape(brush, DIAMOND, { fill: colours['--p3'], edge: colours['--p3-e'], sign: colours['--p3-on'] })
  else if (state === 'stale') ring(brush, colours['--stale-e'], [7, 6])
  else if (state === 'lost') {
    ring(brush, colours['--p2-e'], [])
    line(brush, [[-7, -7], [7, 7]])
    line(brush, [[7, -7], [-7, 7]])
  } else outline(brush, shape, { stroke: state === 'never' ? colours['--t3'] : colours['--t1'], land: colours['--bg'], dash: state === 'never' ? [4, 5] : [] })
}

const TRIANGLE = [[0, -21], [23, 18], [-23, 18]] as const
const DIAMOND = [[0, -22], [22, 0], [0, 22], [-22, 0]] as const
type Points = readonly (readonly [number, number])[]

function line(brush: CanvasRenderingContext2D, points: Points): void {
  brush.beginPath()
  points.forEach(([x, y], i) => (i === 0 ? brush.moveTo(x, y) : brush.lineTo(x, y)))
  brush.stroke()
}

function fillShape(brush: CanvasRenderingContext2D, points: Points, { fill, edge, sign }: { fill: string; edge: string; sign: string }): void {
  brush.fillStyle = fill
  brush.strokeStyle = edge
  brush.lineWidth = 2.5
  line(brush, [...points, points[0] ?? [0, 0]])
  brush.fill()
  brush.fillStyle = sign
  brush.fillRect(-2, points === TRIANGLE ? -7 : -11, 4, 13)
  brush.fillRect(-2, points === TRIANGLE ? 9 : 5, 4, 4)
}

function ring(brush: CanvasRenderingContext2D, stroke: string, dash: number[]): void {
  brush.strokeStyle = stroke
  brush.lineWidth = 4
  brush.setLineDash(dash)
  brush.beginPath()
  brush.arc(0, 0, 16, 0, 2 * Math.PI)
  brush.stroke()
  brush.setLineDash([])
}

/** Open marks on the colour of the land: the map stays to be seen between them. */
function outline(brush: CanvasRenderingContext2D, shape: PointShape, { stroke, land, dash }: { stroke: string; land: string; dash: number[] }): void {
  brush.strokeStyle = stroke
  brush.fillStyle = land
  brush.lineWidth = 4
  brush.setLineDash(dash)
  brush.beginPath()
  if (shape === 'circle') brush.arc(0, 0, 10, 0, 2 * Math.PI)
  else if (shape === 'square') brush.rect(-10, -10, 20, 20)
  else {
    brush.moveTo(-15, 9)
    brush.lineTo(15, 9)
    brush.moveTo(-9, 9)
    brush.lineTo(-9, -9)
    brush.lineTo(9, -9)
    brush.lineTo(9, 9)
  }
  if (shape !== 'gate') brush.fill()
  brush.stroke()
  brush.setLineDash([])
}

export const SPRITE_PX = SIDE
