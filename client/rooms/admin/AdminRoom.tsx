import { useState } from 'react'
import { Link } from 'wouter'
import type { Catalogue } from '#contract'
import { pageApi } from '../../app/api.ts'
import { PlainPage } from '../../app/PlainPage.tsx'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { useSay } from '../../locale/index.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { loginHref, NamedOnly } from '../NamedOnly.tsx'
import { CurrentMap } from './CurrentMap.tsx'
import { MapImport } from './MapImport.tsx'
import './admin.css'

/** `/admin`: the map so far; sources, targets and accounts follow. */
export function AdminRoom() {
  return (
    <NamedOnly>
      {({ roles }) => (roles.includes('administrator')
        ? <WhenFetched load={pageApi.catalogue}>{(catalogue) => <Admin catalogue={catalogue} />}</WhenFetched>
        : <NotForYou />)}
    </NamedOnly>
  )
}

function Admin({ catalogue }: { catalogue: Catalogue }) {
  const say = useSay()
  const [round, setRound] = useState(0)
  return (
    <DeskFrame catalogue={catalogue} title={say('admin.map')} lead={say('admin.mapLead')} parts={[{ href: '/admin', title: say('admin.map'), isOpen: true }]}>
      <div className="admin">
        <MapImport localities={catalogue.localities} taken={() => setRound(round + 1)} />
        <CurrentMap key={round} catalogue={catalogue} />
      </div>
    </DeskFrame>
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
