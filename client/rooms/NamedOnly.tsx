import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Viewer } from '#contract'
import { pageApi } from '../app/api.ts'
import { PlainPage } from '../app/PlainPage.tsx'
import { WhenFetched } from '../app/WhenFetched.tsx'
import { useSay } from '../locale/index.ts'

export type NamedViewer = Viewer & { kind: 'account' }

/** A room for persons with a name: neither a machine nor a shared token signs anything. */
export function NamedOnly({ children }: { children: (viewer: NamedViewer) => ReactNode }) {
  return <WhenFetched load={pageApi.session}>{({ viewer }) => (viewer.kind === 'account' ? children(viewer) : <WhoAreYou />)}</WhenFetched>
}

function WhoAreYou() {
  const say = useSay()
  return (
    <PlainPage title="desk.named" text="desk.namedWhy">
      <p><Link href={loginHref()}>{say('login.in')}</Link></p>
      <p><Link href="/">{say('app.home')}</Link></p>
    </PlainPage>
  )
}

/** The login page, and back to where we are. */
export const loginHref = (): string => `/login?next=${encodeURIComponent(window.location.pathname + window.location.search)}`
