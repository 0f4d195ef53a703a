import { createContext, useContext } from 'react'
import vi from './vi.json'

export type Locale = 'vi' | 'en'

/** Says a text by its key; `{name}` is filled from `values`. An unknown key is shown as it is, so that it is found. */
export type Say = (key: string, values?: Record<string, string | number>) => string

type Texts = Record<string, Record<string, string>>

/** Vietnamese is always there, but for the words of desks; English is fetched by who reads it. */
const TEXTS: { vi: Texts; en: Texts | undefined } = { vi: { ...vi }, en: undefined }

export const hasTexts = (locale: Locale): boolean => TEXTS[locale] !== undefined

/** Once this has come a language can be spoken; until then, or where it cannot be fetched, Vietnamese stands in for it. */
export async function fetchTexts(locale: Locale): Promise<void> {
  if (!hasTexts(locale)) TEXTS[locale] = (await import('./en.json')).default
}

/** The words of the rooms where figures are handed in, boards are built and the centre is kept: a leader's phone does not wait for them. */
export async function fetchDeskTexts(): Promise<void> {
  Object.assign(TEXTS.vi, (await import('./desk-vi.json')).default)
}

export function createSay(locale: Locale): Say {
  return (key, values) => {
    const dot = key.indexOf('.')
    const text = (TEXTS[locale] ?? TEXTS.vi)[key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key
    return values === undefined ? text : text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}

export const SAYS: Record<Locale, Say> = { vi: createSay('vi'), en: createSay('en') }

export const LocaleContext = createContext<Locale>('vi')

export const useLocale = (): Locale => useContext(LocaleContext)

export const useSay = (): Say => SAYS[useLocale()]
