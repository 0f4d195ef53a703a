import { Link, useLocation } from 'wouter'
import { useSay } from '../locale/index.ts'

/** A quiet way to the help of the page one is on. */
export function HelpLink({ room }: { room?: string | undefined }) {
  const say = useSay()
  const [here] = useLocation()
  if (here.startsWith('/help/')) return null
  return <Link href={`/help/${room ?? roomOf(here)}`} className="help-link"><i aria-hidden="true">?</i>{say('app.help')}</Link>
}

const roomOf = (here: string): string => (here.startsWith('/indicator/') || here.startsWith('/figure/') ? 'indicator' : (here.split('/')[1] ?? 'leader'))
