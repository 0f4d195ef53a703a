import { createContext, useContext } from 'react'
import type { Locale } from '../locale/index.ts'

const KEPT = 'ioc-language'
const ASKED = 'lang'

const asLocale = (text: string | null): Locale | undefined => (text === 'vi' || text === 'en' ? text : undefined)

/** What the address asks for comes first: a wall has nobody to press a switch. Then what was chosen in this browser; else Vietnamese. */
export function languageOf(search: string): Locale {
  return asLocale(new URLSearchParams(search).get(ASKED)) ?? keptLanguage() ?? 'vi'
}

/** From here on in this browser; an address that asks for another language would win again at the next reload. */
export function keepLanguage(locale: Locale): void {
  try {
    localStorage.setItem(KEPT, locale)
  } catch {
    // Where a browser keeps nothing the choice holds until the page is left.
  }
  const here = new URL(window.location.href)
  if (!here.searchParams.has(ASKED)) return
  here.searchParams.delete(ASKED)
  window.history.replaceState(window.history.state, '', here)
}

function keptLanguage(): Locale | undefined {
  try {
    return asLocale(localStorage.getItem(KEPT))
  } catch {
    return undefined
  }
}

export const SwitchContext = createContext<(to: Locale) => void>(() => undefined)

export const useSwitch = () => useContext(SwitchContext)
