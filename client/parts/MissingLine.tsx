import { type Locale, SAYS } from '../locale/index.ts'

const MOST_NAMED = 4

/** Who or what has reported nothing: named as far as there is room, the others counted as `parts`. Never ranked, never 0. */
export function MissingLine({ names, parts, locale, text = 'coverage.missing' }: { names: readonly string[]; parts: string; locale: Locale; text?: string }) {
  if (names.length === 0) return null
  const say = SAYS[locale]
  const named = names.slice(0, MOST_NAMED).join(', ')
  const more = names.length - MOST_NAMED
  return <div className="note missing-line">{say(text, { names: more > 0 ? `${named} ${say('coverage.moreOf', { n: more, parts })}` : named })}</div>
}
