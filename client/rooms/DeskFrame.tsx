import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Catalogue } from '#contract'
import { LanguageSwitch } from '../app/LanguageSwitch.tsx'
import { PaperHead } from '../app/PaperHead.tsx'
import { PrintButtons } from '../app/PrintButtons.tsx'
import { SignedIn } from '../app/SignedIn.tsx'
import { useTheme, useTitle } from '../app/use-theme.ts'
import { useLocale, useSay } from '../locale/index.ts'
import { Mark } from '../parts/index.ts'
import { HelpLink } from './HelpLink.tsx'
import './desk.css'

export interface DeskPart {
  href: string
  title: string
  /** How many things wait there. */
  waiting?: number
  isOpen: boolean
}

interface Props {
  catalogue: Catalogue
  title: string
  lead: string
  parts: readonly DeskPart[]
  /** Whose help is meant, where the address does not tell. */
  help?: string
  children: ReactNode
}

/** A desk: where I am at the left, who I am below it, the work at the right. */
export function DeskFrame({ catalogue, title, lead, parts, help, children }: Props) {
  const say = useSay()
  const locale = useLocale()
  const { name } = catalogue.deployment
  const nav = useRef<HTMLElement>(null)
  const open = parts.find(({ isOpen }) => isOpen)?.href ?? ''
  // On a phone the parts stand side by side, and the open one may lie beyond the edge.
  useEffect(() => {
    const row = nav.current
    const here = [...(row?.querySelectorAll('a') ?? [])].find((link) => link.getAttribute('href') === open)
    if (row && here && row.scrollWidth > row.clientWidth) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2
  }, [open])
  useTheme('desk')
  useTitle(`${title} · ${name[locale]}`)
  return (
    <div className="desk">
      <aside className="desk-side">
        <Link href="/" className="desk-id"><Mark /><span>IOC<br />{name[locale]}</span><b className="off-screen">{say('app.home')}</b></Link>
        <nav ref={nav} aria-label={say('desk.parts')}>
          {parts.map(({ href, title, waiting = 0, isOpen }) => (
            <Link key={href} href={href} aria-current={isOpen ? 'page' : undefined}>
              {title}
              {waiting > 0 && <><span aria-hidden="true">{waiting}</span><b className="off-screen">{say('desk.waiting', { n: waiting })}</b></>}
            </Link>
          ))}
        </nav>
        <SignedIn />
      </aside>
      <main className="desk-main">
        <PaperHead place={catalogue.deployment} title={title} lead={lead} />
        <header className="desk-head">
          <h1>{title}</h1>
          <p>{lead}</p>
        </header>
        {children}
        <footer className="desk-foot"><HelpLink room={help} /><LanguageSwitch /><PrintButtons /></footer>
      </main>
    </div>
  )
}
