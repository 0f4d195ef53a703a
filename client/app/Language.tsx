import { type ReactNode, useLayoutEffect, useState } from 'react'
import { type Locale, LocaleContext } from '../locale/index.ts'
import { keepLanguage, languageOf, SwitchContext } from './language.ts'

/** The language of all that is said within; the page tells it to screen readers, too. */
export function Language({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => languageOf(window.location.search))
  const [switchTo] = useState(() => (to: Locale) => {
    keepLanguage(to)
    setLocale(to)
  })
  useLayoutEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return <LocaleContext value={locale}><SwitchContext value={switchTo}>{children}</SwitchContext></LocaleContext>
}
