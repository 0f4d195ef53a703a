import { Suspense, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { SeriesView } from '#contract'
import '../../../theme/index.ts'
import { pointMap } from '../index.ts'
import { caseSites, spreadAt } from '../sample-points.ts'
import { CASE_NOW, CASE_PLACE, caseCommunes } from '../../sample-views.ts'
import { sampleShapes } from '../../sample-shapes.ts'

/** The widget as a panel draws it: ten thousand points of which a tenth moves each second, over 96 coloured communes of which a tenth changes. */
const POINTS = 10_000
const SHARE = 10
const COMMUNES = caseCommunes()
const SHAPES = sampleShapes(COMMUNES)
const OPTIONS = pointMap.options.parse({ fill: 'tthc.on-time-rate', breaks: [96, 98, 99], kinds: [{ kind: 'air-station', shape: 'square', title: { vi: 'trạm không khí', en: 'air station' } }] })
const START: readonly SeriesView[] = [...caseSites(POINTS), ...COMMUNES]

const step = (views: readonly SeriesView[], turn: number): readonly SeriesView[] => views.map((view, i) => {
  if ((i + turn) % SHARE !== 0 || typeof view.value !== 'number') return view
  const [lon, lat] = view.subject.at ?? spreadAt(i)
  const isMoving = view.subject.level === 'site'
  return {
    ...view, at: (view.at ?? 0) + 1_000, value: isMoving ? (i % 997 === 0 ? 120 : (view.value + 7) % 47) : 97 + ((i + turn) % 30) / 10,
    ...(isMoving && { subject: { ...view.subject, at: [lon + Math.sin(i + turn) * 0.01, lat + Math.cos(i + turn) * 0.01] } }),
  }
})

function Moving() {
  const [{ views, turn }, move] = useState({ views: START, turn: 0 })
  useEffect(() => {
    const timer = setInterval(() => move(({ views: before, turn: last }) => ({ views: step(before, last + 1), turn: last + 1 })), 1_000)
    return () => clearInterval(timer)
  }, [])
  return <Suspense><pointMap.View views={views} sources={[]} options={OPTIONS} title="Điểm" now={CASE_NOW + turn * 1_000} wall locale="vi" place={CASE_PLACE} shapes={SHAPES} /></Suspense>
}

const panel = document.getElementById('panel')
if (panel !== null) createRoot(panel).render(<Moving />)
