import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useTheme, useTitle } from '../../app/use-theme.ts'
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx'
import { PaperHead } from '../../app/PaperHead.tsx'
import { PrintButtons } from '../../app/PrintButtons.tsx'
import { SignedIn } from '../../app/SignedIn.tsx'
import { UntilHeard } from '../../app/UntilHeard.tsx'
import { useConnection, useServerNow, useSources } from '../../live/index.ts'
import { formatTime, useLocale, useSay } from '../../locale/index.ts'
import { Mark } from '../../parts/index.ts'
import { HelpLink } from '../HelpLink.tsx'
import { sumUp } from '../sum-up.ts'
import { useLater } from './later.tsx'
import { useSheet } from './sheet.ts'
import '../desk.css'

const PARTS = [
  { href: '/leader', name: 'overview', icon: 'M3 11 12 3l9 8v10H3Z' },
  { href: '/leader/domains', name: 'domains', icon: 'M5 20v-7M12 20V5M19 20v-10' },
  { href: '/leader/places', name: 'places', icon: 'M12 21s7-6.6 7-12a7 7 0 1 0-14 0c0 5.400 7 12 7 12ZM12 9h.01' },
  { href: '/leader/plans', name: 'plans', icon: 'M4 12.600 9.600 18 20 6.600' },
] as const

/** Where I am: along the top on a wide screen, under the thumb on a phone. */
export function LeaderFrame({ children }: { children: ReactNode }) {
  const say = useSay()
  const locale = useLocale()
  const [here] = useLocation()
  const { briefing, catalogue } = useSheet()
  useLater(useConnection().state !== 'connecting')
  useTheme('desk')
  useTitle(briefing.title[locale])
  return (
    <div className="leader desk-text">
      <header className="leader-top">
        <Link href="/leader" className="leader-id"><Mark /><span>{briefing.title[locale]}</span></Link>
        <nav aria-label={say('desk.parts')}>
          {PARTS.map(({ href, name, icon }) => (
            <Link key={href} href={href} aria-current={isWithin(here, href) ? 'page' : undefined}>
              <svg viewBox="0 0 24 24" aria-hidden="true"><path d={icon} fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" /></svg>
              {say(`leader.part-${name}`)}
            </Link>
          ))}
        </nav>
        <Now />
      </header>
      <main className="leader-main"><PaperHead place={catalogue.deployment} title={briefing.title[locale]} /><UntilHeard>{children}</UntilHeard></main>
      <footer className="leader-foot"><SignedIn /><LanguageSwitch /><PrintButtons /><HelpLink /><Link href="/">{say('app.home')}</Link></footer>
    </div>
  )
}

const isWithin = (here: string, href: string): boolean => (href === '/leader' ? here === href : here.startsWith(href)) || (href === '/leader/domains' && (here.startsWith('/leader/figure') || here.startsWith('/leader/agencies')))

/** The server's clock, and how many sources keep their rhythm; a cut line is said here and on every figure. */
function Now() {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = useSheet()
  const now = useServerNow(1_000)
  const { state } = useConnection()
  const { onTime, known } = sumUp(useSources())
  if (now === undefined) return <p className="leader-now">{say('app.loading')}</p>
  return (
    <p className="leader-now" data-connection={state}>
      <b><span className="leader-weekday">{formatTime(now, timeZone, locale, { weekday: 'long' })}, </span>{formatTime(now, timeZone, locale, { day: '2-digit', month: '2-digit', year: 'numeric' })}, {formatTime(now, timeZone, locale, { hour: '2-digit', minute: '2-digit' })}</b>
      <span>{state === 'lost' ? say('system.lost') : say('system.onTime', { onTime, known })}</span>
    </p>
  )
}
