import { Suspense, memo, useEffect, useMemo, useState } from 'react'
import type { Panel } from '#contract'
import { type Part, PartContext, useLive, useServerNow, useSources, useViews } from '../live/index.ts'
import { useLocale, useSay } from '../locale/index.ts'
import { widgets } from '../widgets/index.ts'
import type { WidgetDefinition, WidgetNeeds } from '../widgets/widget.ts'
import { PanelBoundary } from './PanelBoundary.tsx'
import type { Box } from './place-panel.ts'
import { useDiagram } from './use-diagram.ts'
import { useOutlines } from './use-outlines.ts'
import { useOutlook } from './use-outlook.ts'
import { usePicture } from './use-picture.ts'
import { useShapes } from './use-shapes.ts'

interface Props {
  panel: Panel
  box: Box
  wall: boolean
}

/** A panel in its place. It draws itself anew only for its own series, its sources, and its age. */
export const PanelSlot = memo(function PanelSlot({ panel, box, wall }: Props) {
  const widget = widgets[panel.widget]
  const { pace } = useLive()
  const part = useMemo(() => pace?.part(), [pace])
  return (
    <div className="panel-slot" data-panel={panel.id} data-widget={panel.widget} style={box}>
      <PanelBoundary broken={<BrokenPanel panel={panel} />}>
        <Suspense fallback={<div className="panel-wait" />}>
          {widget ? <PartContext value={part}><PanelView panel={panel} widget={widget} wall={wall} part={part} /></PartContext> : <BrokenPanel panel={panel} />}
        </Suspense>
      </PanelBoundary>
    </div>
  )
})

interface ViewProps {
  panel: Panel
  widget: WidgetDefinition
  wall: boolean
  part: Part | undefined
}

function PanelView({ panel, widget, wall, part }: ViewProps) {
  const began = part?.now() ?? 0
  // Throws for options the widget does not know: the boundary then says which panel is wrong.
  const options = useMemo(() => widget.options.parse(panel.options), [widget, panel.options])
  const needs = useMemo(() => widget.needs(options), [widget, options])
  const { place } = useLive()
  const views = useViews(panel.query, needs.trailMs, needs.everyMs)
  const sources = useSources(needs.sources === true)
  const shapes = useShapes(needs.map === true)
  const outlines = useOutlines(needs.outlines)
  const diagram = useDiagram(needs.diagram)
  const picture = usePicture(needs.picture)
  const outlook = useOutlook(views[0]?.series, needs.outlook)
  const now = useServerNow(1_000) ?? 0
  const locale = useLocale()
  const isIn = useTurnFirst(needs)
  if (!isIn) return <div className="panel-wait" />
  return (
    <>
      <widget.View
        views={views} sources={sources} options={options} title={panel.title?.[locale]} now={now} wall={wall} locale={locale}
        place={place} shapes={shapes} outlines={outlines} diagram={diagram} picture={picture} outlook={outlook}
      />
      <Drawn began={began} part={part} />
    </>
  )
}

/** Drawn after its older sibling and all that is in it: by then the panel has cost what it costs. */
function Drawn({ began, part }: { began: number; part: Part | undefined }) {
  part?.took(part.now() - began)
  return null
}

/** Maps and drawings come in after the figures, each in a turn of its own. */
function useTurnFirst({ map, diagram, everyMs }: WidgetNeeds): boolean {
  const { pace } = useLive()
  const isSlow = map === true || diagram !== undefined || everyMs !== undefined
  const [isIn, comeIn] = useState(!isSlow || pace === undefined)
  useEffect(() => {
    let isLeft = false
    if (!isIn) pace?.inTurn(() => !isLeft && comeIn(true))
    return () => {
      isLeft = true
    }
  }, [isIn, pace])
  return isIn
}

function BrokenPanel({ panel }: { panel: Panel }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <div className="panel-broken" role="alert">
      <b>{say('wall.broken')}</b>
      {panel.title?.[locale] ?? panel.id} · {panel.widget}
    </div>
  )
}
