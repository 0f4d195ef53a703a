import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Catalogue, Role } from '#contract'
import { pageApi } from '../../app/api.ts'
import { PlainPage } from '../../app/PlainPage.tsx'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { dayIn } from '../../live/index.ts'
import { useSay } from '../../locale/index.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { loginHref, NamedOnly } from '../NamedOnly.tsx'
import { CurrentMap } from './CurrentMap.tsx'
import type { Era } from './era.ts'
import { MapImport } from './MapImport.tsx'
import { Use } from './Use.tsx'
import './admin.css'

/** Who reads which pages are used; the server asks again. */
const USE_READERS: readonly Role[] = ['administrator', 'shift-lead', 'auditor', 'leader']

/** `/admin`: the map, and which pages are used; sources, targets and accounts follow. */
export function AdminRoom() {
  return (
    <NamedOnly>
      {({ roles }) => {
        const isAdministrator = roles.includes('administrator')
        return isAdministrator || USE_READERS.some((role) => roles.includes(role))
          ? <WhenFetched load={pageApi.catalogue}>{(catalogue) => <Admin catalogue={catalogue} isAdministrator={isAdministrator} />}</WhenFetched>
          : <NotForYou />
      }}
    </NamedOnly>
  )
}

function Admin({ catalogue, isAdministrator }: { catalogue: Catalogue; isAdministrator: boolean }) {
  const say = useSay()
  const [search] = useSearchParams()
  const isUse = !isAdministrator || search.get('part') === 'use'
  const map = { href: '/admin', title: say('admin.map'), isOpen: !isUse }
  const use = { href: '/admin?part=use', title: say('use.part'), isOpen: isUse }
  return (
    <DeskFrame catalogue={catalogue} title={isUse ? say('use.part') : say('admin.map')} lead={isUse ? say('use.lead') : say('admin.mapLead')} parts={isAdministrator ? [map, use] : [use]}>
      {isUse ? <Use catalogue={catalogue} /> : <MapPart catalogue={catalogue} />}
    </DeskFrame>
  )
}

function MapPart({ catalogue }: { catalogue: Catalogue }) {
  const [round, setRound] = useState(0)
  const [era, changeEra] = useState<Era>({ level: 'commune', day: '' })
  const [today] = useState(() => dayIn(catalogue.deployment.timeZone, Date.now()))
  return (
    <div className="admin">
      <MapImport localities={catalogue.localities} today={today} era={era} changeEra={changeEra} taken={() => setRound(round + 1)} />
      <CurrentMap key={`${round} ${era.level} ${era.day}`} catalogue={catalogue} era={era} />
    </div>
  )
}

function NotForYou() {
  const say = useSay()
  return (
    <PlainPage title="admin.notForYou" text="admin.notForYouText">
      <p><Link href={loginHref()}>{say('login.in')}</Link></p>
      <p><Link href="/">{say('app.home')}</Link></p>
    </PlainPage>
  )
}
