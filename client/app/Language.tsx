import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { fetchTexts, hasTexts, type Locale, LocaleContext } from '../locale/index.ts'
import { keepLanguage, languageOf, SwitchContext } from './language.ts'

/** The language of all that is said within; the page tells it to screen readers, too. Nothing is said before its words are there. */
export function Language({ children }: { children: ReactNode }) {
  const [wanted] = useState(() => languageOf(window.location.search))
  const [locale, setLocale] = useState<Locale | undefined>(hasTexts(wanted) ? wanted : undefined)
  const [switchTo] = useState(() => (to: Locale) => {
    const speak = () => {
      keepLanguage(to)
      setLocale(to)
    }
    if (hasTexts(to)) speak()
    // Where they cannot be fetched just now the page stays in the language it has.
    else fetchTexts(to).then(speak, () => undefined)
  })
  useEffect(() => {
    if (!hasTexts(wanted)) fetchTexts(wanted).then(() => setLocale(wanted), () => setLocale('vi'))
  }, [wanted])
  useLayoutEffect(() => {
    if (locale !== undefined) document.documentElement.lang = locale
  }, [locale])
  if (locale === undefined) return null
  return <LocaleContext value={locale}><SwitchContext value={switchTo}>{children}</SwitchContext></LocaleContext>
}
