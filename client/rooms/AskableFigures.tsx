import { type KeyboardEvent, lazy, type MouseEvent, type ReactNode, Suspense, useRef, useState } from 'react'
import { SeriesName } from '#contract'
import { withDeskTexts } from '../app/with-desk-texts.ts'
import { dayIn, useLive } from '../live/index.ts'
import { formatValue, useLocale, useSay, withUnit } from '../locale/index.ts'
import { ageWords, sourceName, statusWord } from '../parts/index.ts'
import type { Asked } from './figure/FigureDrawer.tsx'
import { figuresIn, nextFigure } from './wall-keys.ts'
import './askable-figures.css'

const FigureDrawer = lazy(async () => ({ default: (await withDeskTexts(import('./figure/FigureDrawer.tsx'))).FigureDrawer }))

/**
 * Whoever sits at a desk asks a figure where it comes from: by clicking on it, or by Tab to the wall, the arrows from figure to figure and Enter.
 * A video wall has neither mouse nor keyboard, and nothing of this is seen on it.
 */
export function AskableFigures({ children }: { children: ReactNode }) {
  const say = useSay()
  const { catalogue } = useLive()
  const nameOf = useFigureName()
  const root = useRef<HTMLDivElement>(null)
  const from = useRef<HTMLElement>(undefined)
  const [asked, ask] = useState<Asked>()
  const open = (target: EventTarget | null): boolean => {
    const drawn = target instanceof Element ? target.closest<HTMLElement>('[data-series][data-value]') : null
    const series = SeriesName.safeParse(drawn?.dataset['series'])
    if (!series.success || drawn === null) return false
    from.current = drawn
    ask({ series: series.data, at: undefined })
    return true
  }
  const press = (event: KeyboardEvent) => {
    const { target, key } = event
    const isOnFigure = target instanceof Element && target !== root.current && target.matches('[data-series][data-value]')
    if (root.current === null || event.ctrlKey || event.altKey || event.metaKey || (!isOnFigure && target !== root.current)) return
    if (isOnFigure && (key === 'Enter' || key === ' ')) open(target)
    else if (isOnFigure && key === 'Escape') root.current.focus()
    else {
      const next = nextFigure(figuresIn(root.current), isOnFigure ? target : null, key)
      if (next === undefined) return
      goTo(next, nameOf(next))
    }
    event.preventDefault()
  }
  const close = () => {
    ask(undefined)
    if (from.current?.hasAttribute('tabindex') === true) from.current.focus()
  }
  return (
    <>
      <div ref={root} className="askable-figures" role="group" aria-label={say('wallkeys.figures')} tabIndex={0} onClick={({ target }: MouseEvent) => void open(target)} onKeyDown={press}>{children}</div>
      {asked !== undefined && <Suspense fallback={null}><FigureDrawer catalogue={catalogue} asked={asked} onClose={close} /></Suspense>}
    </>
  )
}

/** What widgets draw knows nothing of keys: a figure becomes a stop when it is come to, and says then what it is. */
function goTo(figure: HTMLElement, name: string | undefined): void {
  figure.tabIndex = -1
  if (!figure.hasAttribute('tabindex')) figure.setAttribute('tabindex', '-1') // SVG
  if (!figure.hasAttribute('role')) figure.setAttribute('role', 'button')
  if (name !== undefined) figure.setAttribute('aria-label', name)
  figure.focus()
}

/** Indicator, place, value with its unit, verdict, age and source, as one would read it aloud. */
function useFigureName(): (figure: HTMLElement) => string | undefined {
  const locale = useLocale()
  const { live, views, catalogue: { deployment: { timeZone } } } = useLive()
  return ({ dataset }) => {
    const series = SeriesName.safeParse(dataset['series'])
    const now = live.serverNow() ?? 0
    const view = series.success ? views.series(series.data, dayIn(timeZone, now), false) : undefined
    if (view === undefined) return undefined
    const { word, age } = ageWords(view.freshness, view.at, now, timeZone, locale)
    const said = [view.indicator.name[locale], view.subject.name[locale], withUnit(formatValue(view.value, view.indicator, locale), view.indicator.unit, locale), statusWord(view, locale), word === undefined ? age : `${word} ${age}`, sourceName(view.source, locale)]
    return said.filter((one) => one !== '').join(', ')
  }
}
