import { useLayoutEffect, useRef } from 'react'
import { createMarks, REACH_PX } from './draw-marks.ts'
import { createPainter, type Spot } from './point-painter.ts'

/** A canvas is painted at most so often: with more, ten thousand marks would hold up the figures beside them. */
const PAINT_EVERY_MS = 1_000
const MOST_SCALE = 2

interface CanvasProps {
  spots: ReadonlyMap<string, Spot>
  size: { width: number; height: number }
  /** How the map lies in it: when it is moved the marks go with it at once. */
  fitted: unknown
  /** Size of a mark against a wall's. */
  scale?: number
}

export function PointCanvas({ spots, size: { width, height }, fitted, scale: markScale = 1 }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(spots)
  const painting = useRef<{ soon(): void; now(): void }>(undefined)
  const laidBy = useRef(fitted)
  // Before the canvas is made anew below, which else would begin with where they were.
  useLayoutEffect(() => {
    const isMoved = laidBy.current !== fitted
    laidBy.current = fitted
    latest.current = spots
    painting.current?.[isMoved ? 'now' : 'soon']()
  }, [spots, fitted])
  useLayoutEffect(() => {
    const node = canvas.current
    const brush = node?.getContext('2d') ?? null
    if (node === null || brush === null || width === 0 || height === 0) return undefined
    const scale = Math.min(MOST_SCALE, globalThis.devicePixelRatio || 1)
    node.width = width * scale
    node.height = height * scale
    brush.setTransform(scale * markScale, 0, 0, scale * markScale, 0, 0)
    const marks = createMarks(node, brush)
    const make = () => createPainter(brush, { width: width / markScale, height: height / markScale, reach: REACH_PX, stamp: marks.draw })
    let painter = make()
    let timer: ReturnType<typeof setTimeout> | undefined
    let paintedAt = -Infinity
    const paint = () => {
      clearTimeout(timer)
      timer = undefined
      paintedAt = performance.now()
      if (marks.refresh()) painter = make()
      painter.paint(latest.current)
    }
    painting.current = {
      now: paint,
      soon() {
        const wait = paintedAt + PAINT_EVERY_MS - performance.now()
        if (wait <= 0 && timer === undefined) paint()
        else timer ??= setTimeout(paint, wait)
      },
    }
    paint()
    return () => {
      clearTimeout(timer)
      painting.current = undefined
    }
  }, [width, height, markScale])
  return <canvas ref={canvas} className="lm-points" style={{ width, height }} aria-hidden="true" />
}
