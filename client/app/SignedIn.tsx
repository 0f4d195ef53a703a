import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { SessionAnswer, Viewer } from '#contract'
import { type Say, useSay } from '../locale/index.ts'
import { pageApi } from './api.ts'
import { useFetched } from './use-fetched.ts'

/** Who sits here, and the way out. */
export function SignedIn() {
  const fetched = useFetched(pageApi.session)
  return fetched.state === 'ready' ? <Named session={fetched.value} /> : null
}

function Named({ session: { viewer, offer } }: { session: SessionAnswer }) {
  const say = useSay()
  const [, go] = useLocation()
  const [isStuck, setStuck] = useState(false)
  const leave = async () => {
    try {
      // First: after an upgrade its file may be gone, and nobody should be signed out with their figures left here.
      const { forgetDevice } = await import('./keep-on-device.ts')
      await pageApi.logOut()
      await forgetDevice()
      go('/login')
    } catch {
      setStuck(true)
    }
  }
  return (
    <div className="signed-in" data-viewer={viewer.kind}>
      <span>
        <strong>{viewer.kind === 'account' ? viewer.name : say(`login.as-${viewer.kind}`)}</strong>
        {viewer.kind === 'account' && <em>{rolesInWords(viewer, say)}</em>}
      </span>
      {viewer.kind === 'account' || viewer.kind === 'token'
        ? <button type="button" onClick={() => void leave()}>{say('login.out')}</button>
        : offer.demonstration.length > 0 && <Link href="/login">{say('login.in')}</Link>}
      {isStuck && <em role="alert">{say('login.stuck')}</em>}
    </div>
  )
}

const rolesInWords = ({ roles }: Viewer & { kind: 'account' }, say: Say): string => roles.map((role) => say(`role.${role}`)).join(', ')
