import { useLocation } from 'wouter'
import type { SessionAnswer } from '#contract'
import { pageApi } from '../app/api.ts'
import { LanguageSwitch } from '../app/LanguageSwitch.tsx'
import { useTheme, useTitle } from '../app/use-theme.ts'
import { WhenFetched } from '../app/WhenFetched.tsx'
import { useLocale, useSay } from '../locale/index.ts'
import { LoginArt } from './LoginArt.tsx'
import { LoginForm } from './LoginForm.tsx'
import { nextAfterLogin } from './login-next.ts'
import './login.css'

/** `/login`: a name and a password; in the demonstration one button for each part to play. */
export function LoginRoom() {
  return <WhenFetched load={pageApi.session}>{(session) => <Login session={session} />}</WhenFetched>
}

function Login({ session: { viewer, offer } }: { session: SessionAnswer }) {
  const say = useSay()
  const locale = useLocale()
  const [, go] = useLocation()
  useTheme('wall')
  useTitle(`${say('login.title')} · ${offer.place[locale]}`)
  return (
    <div className="login">
      <section className="login-art">
        <LoginArt />
        <header>
          <svg className="login-mark" viewBox="0 0 150 100" aria-hidden="true">
            <path d="M4 88 44 40l16 20 30-46 26 44 14-18 16 30" fill="none" stroke="currentColor" strokeWidth="7" strokeLinejoin="round" />
          </svg>
          <b>{offer.centre[locale]}</b>
        </header>
        <p className="login-place">{offer.place[locale]}</p>
        <p className="login-caption">{say('login.art')}</p>
      </section>
      <main>
        <div className="login-body">
          <h1>{say('login.title')}</h1>
          <p className="login-lead">{viewer.kind === 'account' ? say('login.already', { name: viewer.name }) : say('login.lead')}</p>
          <LoginForm offer={offer} done={() => go(nextAfterLogin(window.location.search, window.location.origin))} />
        </div>
        <footer>{say('login.foot')} <LanguageSwitch /></footer>
      </main>
    </div>
  )
}
