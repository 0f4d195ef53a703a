import type { ReactNode } from 'react'
import { useConnection } from '../live/index.ts'
import { useSay } from '../locale/index.ts'

/** Before the line has said anything nobody knows how figures and sources do: "nothing yet" would be a claim, and wrong. */
export function UntilHeard({ children }: { children: ReactNode }) {
  const say = useSay()
  return useConnection().state === 'connecting' ? <p className="desk-empty" role="status">{say('app.loading')}</p> : children
}
