import { type ReactNode, useState } from 'react'
import { PlainPage } from './PlainPage.tsx'
import { TokenForm } from './TokenForm.tsx'
import { useFetched } from './use-fetched.ts'

interface Props<Value> {
  /** Must keep its identity. */
  load: () => Promise<Value>
  children: (value: Value) => ReactNode
}

/** Shows the children once `load` has answered; until then says in words what is missing. */
export function WhenFetched<Value>(props: Props<Value>) {
  const [round, setRound] = useState(0)
  return <Attempt key={round} {...props} again={() => setRound(round + 1)} />
}

function Attempt<Value>({ load, children, again }: Props<Value> & { again: () => void }) {
  const fetched = useFetched(load)
  if (fetched.state === 'waiting') return <PlainPage title="app.loading" />
  if (fetched.state === 'locked') return <TokenForm opened={again} />
  if (fetched.state === 'missing') return <PlainPage title="app.notFound" text="app.notFoundText" detail={fetched.message} />
  if (fetched.state === 'failed') return <PlainPage title="app.failed" text="app.failedText" detail={fetched.message} />
  return children(fetched.value)
}
