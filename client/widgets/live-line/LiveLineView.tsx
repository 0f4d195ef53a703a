import { useEffect, useRef } from 'react'
import type { Point } from '#contract'
import { Figure, Freshness, shortName } from '../../parts/index.ts'
import { DESK_COLORS, WALL_COLORS } from '../../theme/index.ts'
import { oldClass } from '../old.ts'
import type { WidgetProps } from '../widget.ts'
import type { LiveLineOptions } from './options.ts'
import './live-line.css'

/** A moving minute on a small canvas of its own: what moves fast must not cost a chart (5 ms against 0,2). */
export function LiveLineView({ views, options, title, now, wall, locale, place }: WidgetProps<LiveLineOptions>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = views[0]
  const trail = view?.trail
  useEffect(() => {
    if (canvas.current !== null) paint(canvas.current, trail ?? [], now, options.seconds * 1_000, wall)
  }, [trail, now, options.seconds, wall])
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

function paint(canvas: HTMLCanvasElement, trail: readonly Point[], now: number, spanMs: number, wall: boolean): void {
  const { clientWidth: width, clientHeight: height } = canvas
  const context = canvas.getContext('2d')
  if (context === null || width === 0) return
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  context.clearRect(0, 0, width, height)
  const points = trail.filter((point): point is readonly [number, number] => point[0] >= now - spanMs && point[1] !== null)
  if (points.length < 2) return
  const low = Math.min(...points.map((point) => point[1]))
  const range = Math.max(...points.map((point) => point[1])) - low || 1
  context.strokeStyle = (wall || document.documentElement.dataset['theme'] === 'wall' ? WALL_COLORS : DESK_COLORS).ink
  context.lineWidth = wall ? 5 : 2
  context.lineJoin = 'round'
  context.beginPath()
  for (const [at, value] of points) context.lineTo(((at - now + spanMs) / spanMs) * width, height - 3 - ((value - low) / range) * (height - 6))
  context.stroke()
}
