import { useEffect, useRef } from 'react'
import type { Point } from '#contract'
import { Figure, Freshness, shortName, useSize } from '../../parts/index.ts'
import { DESK_COLORS, WALL_COLORS } from '../../theme/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { LiveLineOptions } from './options.ts'
import './live-line.css'

/** On the bench, until it is measured. Asked of the canvas itself at each stroke, its size cost a layout of the page (23 ms/s). */
const USUAL = { width: 406, height: 52 }

/** A moving minute on a small canvas of its own: what moves fast must not cost a chart (5 ms against 0,2). */
export function LiveLineView({ views, options, title, now, wall, locale, place }: WidgetProps<LiveLineOptions>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useSize(canvas, USUAL)
  const view = views[0]
  const trail = view?.trail
  useEffect(() => {
    if (canvas.current !== null) paint(canvas.current, trail ?? [], { width, height, now, spanMs: options.seconds * 1_000, wall })
  }, [trail, width, height, now, options.seconds, wall])
  if (view === undefined) return <article className="p"><h3>{title}</h3></article>
  return (
    <article className={`p live-line${wall ? '' : ' is-near'}${oldClass(view)}`}>
      <header>
        <h3>{title ?? shortName(view.indicator, locale)}</h3>
        <Figure view={view} locale={locale} className="num s" />
      </header>
      <canvas ref={canvas} aria-hidden="true" />
      <Freshness view={view} now={now} timeZone={place.timeZone} locale={locale} />
    </article>
  )
}

interface Room {
  width: number
  height: number
  now: number
  spanMs: number
  wall: boolean
}

function paint(canvas: HTMLCanvasElement, trail: readonly Point[], { width, height, now, spanMs, wall }: Room): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  context.clearRect(0, 0, width, height)
  const points = trail.filter(([at]) => at >= now - spanMs)
  const values = points.flatMap(([, value]) => value ?? [])
  if (values.length < 2) return
  const low = Math.min(...values)
  const range = Math.max(...values) - low || 1
  context.strokeStyle = (wall || document.documentElement.dataset['theme'] === 'wall' ? WALL_COLORS : DESK_COLORS).ink
  context.lineWidth = wall ? 5 : 2
  context.lineJoin = 'round'
  context.beginPath()
  let isDown = false
  for (const [at, value] of points) {
    // A hole lifts the pen.
    if (value !== null) context[isDown ? 'lineTo' : 'moveTo'](((at - now + spanMs) / spanMs) * width, height - 3 - ((value - low) / range) * (height - 6))
    isDown = value !== null
  }
  context.stroke()
}
