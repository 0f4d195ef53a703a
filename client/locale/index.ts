/** Every word a person reads, and how numbers and times are written. */
export * from './fold.ts'
export * from './format.ts'
export { createSay, fetchDeskTexts, fetchTexts, hasTexts, type Locale, LocaleContext, type Say, SAYS, useLocale, useSay } from './say.ts'
export { unitText } from './units.ts'
