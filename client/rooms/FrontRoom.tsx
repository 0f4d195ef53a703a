import { lazy, Suspense, useMemo } from 'react'
import { Link } from 'wouter'
import type { Catalogue } from '#contract'
import { LiveLine } from '../app/LiveLine.tsx'
import { pageApi } from '../app/api.ts'
import { LanguageSwitch } from '../app/LanguageSwitch.tsx'
import { SignedIn } from '../app/SignedIn.tsx'
import { useTheme, useTitle } from '../app/use-theme.ts'
import { WhenFetched } from '../app/WhenFetched.tsx'
import { withDeskTexts } from '../app/with-desk-texts.ts'
import { useLocale, useSay } from '../locale/index.ts'
import { SystemInWords } from './SystemInWords.tsx'
import './front.css'

/** After the doors and the state of the system, which most come for. */
const FrontScreens = lazy(async () => ({ default: (await withDeskTexts(import('./FrontScreens.tsx'))).FrontScreens }))

/** `/`: three doors, the state of the system in words, and every screen there is. */
export function FrontRoom() {
  return <WhenFetched load={pageApi.catalogue}>{(catalogue) => <Front catalogue={catalogue} />}</WhenFetched>
}

function Front({ catalogue }: { catalogue: Catalogue }) {
  const say = useSay()
  const locale = useLocale()
  const { name, centre } = catalogue.deployment
  const feeds = useMemo(() => feedsOf(catalogue), [catalogue])
  useTheme('desk')
  useTitle(`${name[locale]} · ${centre[locale]}`)
  return (
    <div className="front">
      <header>
        <svg className="front-mark" viewBox="0 0 150 100" aria-hidden="true">
          <path d="M4 88 44 40l16 20 30-46 26 44 14-18 16 30" fill="none" stroke="currentColor" strokeWidth="7" strokeLinejoin="round" />
        </svg>
        <div>
          <h1>{name[locale]}</h1>
          <p>{centre[locale]}</p>
        </div>
        <SignedIn />
      </header>
      <main>
        <nav className="front-doors" aria-label={say('front.doors')}>
          <Link href="/wall/main" className="door">
            <strong>{say('front.wall')}</strong>
            <span>{say('front.wallText')}</span>
          </Link>
          <Link href="/leader" className="door">
            <strong>{say('front.leader')}</strong>
            <span>{say('front.leaderText')}</span>
          </Link>
          <Link href="/agency" className="door">
            <strong>{say('front.agency')}</strong>
            <span>{say('front.agencyText')}</span>
          </Link>
        </nav>
        <LiveLine feeds={feeds} catalogue={catalogue}>
          <SystemInWords />
        </LiveLine>
        <Suspense fallback={null}><FrontScreens /></Suspense>
      </main>
      <footer>
        <Link href="/boards">{say('front.boards')}</Link>
        <Link href="/help/wall">{say('app.help')}</Link>
        <Link href="/admin">{say('front.admin')}</Link>
        <Link href="/gallery">{say('front.gallery')}</Link>
        <Link href="/wall/bench">{say('front.bench')}</Link>
        <a href="/readyz">{say('front.ready')}</a>
        <LanguageSwitch />
      </footer>
    </div>
  )
}

const feedsOf = ({ sources }: Catalogue): string[] => {
  const feeds = new Set(sources.flatMap((source) => source.feeds))
  return feeds.size > 0 ? [...feeds].sort() : ['ioc']
}
