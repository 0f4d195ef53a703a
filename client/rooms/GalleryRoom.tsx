import { Suspense, useState } from 'react'
import { Link } from 'wouter'
import { LanguageSwitch } from '../app/LanguageSwitch.tsx'
import { useTheme, useTitle } from '../app/use-theme.ts'
import { useLocale, useSay } from '../locale/index.ts'
import { PanelBoundary } from '../scenes/PanelBoundary.tsx'
import { widgets } from '../widgets/index.ts'
import type { WidgetCase, WidgetDefinition } from '../widgets/widget.ts'
import './gallery.css'
import { kindName } from './kind-name.ts'

const THEMES = ['wall', 'desk'] as const
/** Wall panels are drawn in true size and shown in small. */
const WALL_SCALE = 0.4

/** `/gallery`: every widget in every state, as a wall and as a desk. */
export function GalleryRoom() {
  const say = useSay()
  const [theme, setTheme] = useState<(typeof THEMES)[number]>('wall')
  useTheme('desk')
  useTitle(say('gallery.title'))
  return (
    <main className="gallery">
      <header>
        <h1>{say('gallery.title')}</h1>
        <p>{say('gallery.intro')}</p>
        <div role="group" aria-label={say('gallery.theme')}>
          {THEMES.map((one) => (
            <button key={one} type="button" aria-pressed={one === theme} onClick={() => setTheme(one)}>{say(`gallery.${one}`)}</button>
          ))}
        </div>
        <Link href="/">{say('app.home')}</Link>
        <LanguageSwitch />
      </header>
      {Object.values(widgets).map((widget) => <Shelf key={widget.kind} widget={widget} theme={theme} />)}
    </main>
  )
}

function Shelf({ widget, theme }: { widget: WidgetDefinition; theme: 'wall' | 'desk' }) {
  const say = useSay()
  return (
    <section aria-labelledby={`kind-${widget.kind}`}>
      <h2 id={`kind-${widget.kind}`}>{kindName(widget.kind, say)} <code lang="en">{widget.kind}</code></h2>
      <div className="gallery-cases">
        {widget.cases.map((one) => <Case key={one.name} widget={widget} one={one} theme={theme} />)}
      </div>
    </section>
  )
}

function Case({ widget, one, theme }: { widget: WidgetDefinition; one: WidgetCase; theme: 'wall' | 'desk' }) {
  const locale = useLocale()
  const say = useSay()
  const wall = theme === 'wall'
  const scale = WALL_SCALE
  return (
    <figure data-kind={widget.kind} data-case={one.name}>
      <div className="gallery-frame" data-theme={theme} style={{ width: one.width * scale, height: one.height * scale }}>
        <div className="gallery-panel" style={{ width: one.width, height: one.height, transform: `scale(${scale})` }}>
          <PanelBoundary broken={<p role="alert">{widget.kind}</p>}>
            <Suspense>
              <widget.View {...one.props} options={widget.options.parse(one.props.options)} wall={wall} locale={locale} />
            </Suspense>
          </PanelBoundary>
        </div>
      </div>
      <figcaption>{say(`gallery.case-${one.name}`)}</figcaption>
    </figure>
  )
}
