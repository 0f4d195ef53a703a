import { createContext, useContext } from 'react'
import en from './en.json'
import vi from './vi.json'

export type Locale = 'vi' | 'en'

/** Says a text by its key; `{name}` is filled from `values`. An unknown key is shown as it is, so that it is found. */
export type Say = (key: string, values?: Record<string, string | number>) => string

const TEXTS: Record<Locale, Record<string, Record<string, string>>> = { vi, en }

export function createSay(locale: Locale): Say {
  return (key, values) => {
    const dot = key.indexOf('.')
    const text = TEXTS[locale][key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key
    return values === undefined ? text : text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}

export const SAYS: Record<Locale, Say> = { vi: createSay('vi'), en: createSay('en') }

export const LocaleContext = createContext<Locale>('vi')

export const useLocale = (): Locale => useContext(LocaleContext)

export const useSay = (): Say => SAYS[useLocale()]
