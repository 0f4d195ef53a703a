import { Link } from 'wouter'
import { useSay } from '../locale/index.ts'
import { PlainPage } from './PlainPage.tsx'

export function NotFound() {
  const say = useSay()
  return (
    <PlainPage title="app.notFound">
      <p><Link href="/">{say('app.home')}</Link></p>
    </PlainPage>
  )
}
