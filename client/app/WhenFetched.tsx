import type { ReactNode } from 'react'
import { PlainPage } from './PlainPage.tsx'
import { TokenForm } from './TokenForm.tsx'
import { useFetched } from './use-fetched.ts'

/** Shows the children once `load` has answered; until then says in words what is missing. `load` must keep its identity. */
export function WhenFetched<Value>({ load, children }: { load: () => Promise<Value>; children: (value: Value) => ReactNode }) {
  const [fetched, again] = useFetched(load)
  if (fetched.state === 'waiting') return <PlainPage title="app.loading" />
  if (fetched.state === 'locked') return <TokenForm opened={again} />
  if (fetched.state === 'missing') return <PlainPage title="app.notFound" text="app.notFoundText" detail={fetched.message} />
  if (fetched.state === 'failed') return <PlainPage title="app.failed" text="app.failedText" detail={fetched.message} />
  return children(fetched.value)
}
