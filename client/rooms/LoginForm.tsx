import { useRef, useState } from 'react'
import type { LogIn, LogInOffer } from '#contract'
import { ApiProblem } from '../api/index.ts'
import { pageApi } from '../app/api.ts'
import { type Say, useSay } from '../locale/index.ts'

/** Where one click is not enough, a part's button fills in its name and waits for the demonstration's password. */
export function LoginForm({ offer, done }: { offer: LogInOffer; done: () => void }) {
  const say = useSay()
  const nameField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  const enter = async (how: LogIn) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { forgetDevice } = await import('../app/keep-on-device.ts')
      await pageApi.logIn(how)
      // What another person saw here is not for this one.
      await forgetDevice()
      done()
    } catch (thrown) {
      setProblem(problemInWords(thrown, say))
      setBusy(false)
      passwordField.current?.select()
    }
  }
  const play = (name: string) => {
    const password = passwordField.current?.value ?? ''
    if (offer.oneClick) void enter({ demonstration: name })
    else if (password !== '') void enter({ name, password })
    else {
      if (nameField.current) nameField.current.value = name
      setProblem(say('login.demoPassword'))
      passwordField.current?.focus()
    }
  }

  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void enter({ name: nameField.current?.value ?? '', password: passwordField.current?.value ?? '' })
        }}
      >
        <label htmlFor="login-name">{say('login.name')}</label>
        <input id="login-name" name="name" ref={nameField} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={120} required autoFocus />
        <label htmlFor="login-password">{say('login.password')}</label>
        <input id="login-password" name="password" ref={passwordField} type="password" autoComplete="current-password" maxLength={512} required aria-describedby="login-problem" />
        <p id="login-problem" role="alert">{problem}</p>
        <button type="submit" className="is-primary" disabled={isBusy}>{say(isBusy ? 'login.busy' : 'login.go')}</button>
      </form>
      {offer.demonstration.length > 0 && (
        <section className="login-parts" aria-labelledby="login-parts">
          <h2 id="login-parts"><span>{say(offer.oneClick ? 'login.partsClick' : 'login.parts')}</span></h2>
          <ul>
            {offer.demonstration.map(({ name, roles }) => (
              <li key={name}>
                <button type="button" data-account={name} disabled={isBusy} onClick={() => play(name)}>
                  <b translate="no">{name}</b>
                  <span>{roles.map((role) => say(`role.${role}`)).join(', ')}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const WORDS: Partial<Record<ApiProblem['code'], string>> = {
  unauthorized: 'login.wrong', 'too-many-requests': 'login.tooMany', unavailable: 'login.unavailable', offline: 'login.offline',
}

function problemInWords(thrown: unknown, say: Say): string {
  if (!(thrown instanceof ApiProblem)) return String(thrown)
  const key = WORDS[thrown.code]
  return key === undefined ? thrown.detail : say(key)
}
