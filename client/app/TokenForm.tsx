import { useState } from 'react'
import { Link } from 'wouter'
import { ApiProblem } from '../api/index.ts'
import { useSay } from '../locale/index.ts'
import { pageApi } from './api.ts'
import { PlainPage } from './PlainPage.tsx'

/** A screen away from the server's own machine shows the installation's token once. */
export function TokenForm({ opened }: { opened: () => void }) {
  const say = useSay()
  const [problem, setProblem] = useState<string>()
  const submit = async (form: FormData) => {
    const token = form.get('token')
    try {
      await pageApi.openSession(typeof token === 'string' ? token.trim() : '')
      opened()
    } catch (thrown) {
      setProblem(thrown instanceof ApiProblem && thrown.code === 'unauthorized' ? say('app.tokenWrong') : String(thrown))
    }
  }
  return (
    <PlainPage title="app.tokenTitle" text="app.tokenWhy">
      <p><Link href={`/login?next=${encodeURIComponent(window.location.pathname)}`}>{say('login.byAccount')}</Link></p>
      <form className="token-form" action={submit}>
        <label htmlFor="token">{say('app.token')}</label>
        <input id="token" name="token" type="password" autoComplete="off" required aria-describedby="token-problem" />
        <button type="submit">{say('app.open')}</button>
        <p id="token-problem" role="alert">{problem}</p>
      </form>
    </PlainPage>
  )
}
