import { useLocale, useSay } from '../locale/index.ts'
import { useSwitch } from './language.ts'

/** Names the other language in that language: who needs it reads no other. */
export function LanguageSwitch() {
  const say = useSay()
  const other = useLocale() === 'vi' ? 'en' : 'vi'
  const switchTo = useSwitch()
  return <button type="button" className="language-switch" lang={other} onClick={() => switchTo(other)}>{say('app.otherLanguage')}</button>
}
