import { type Locale, SAYS } from '../locale/index.ts'
import { nameSome } from './fit-names.ts'

/** Who or what has reported nothing: named as far as there is room, the others counted as `parts`. Never ranked, never 0. */
export function MissingLine({ names, parts, locale, text = 'coverage.missing' }: { names: readonly string[]; parts: string; locale: Locale; text?: string }) {
  if (names.length === 0) return null
  const say = SAYS[locale]
  return <div className="note missing-line">{say(text, { names: nameSome(names, (n) => say('coverage.moreOf', { n, parts })) })}</div>
}
