import type { SessionAnswer } from '#contract'
import { type Locale, type Say, useLocale, useSay } from '../locale/index.ts'
import { Mark, momentText, usePaper, usePrintedAt } from '../parts/index.ts'
import { pageApi } from './api.ts'
import { usePaperShape } from './paper-shape.ts'
import { useFetched } from './use-fetched.ts'
import './paper.css'

interface Props {
  place: { name: Record<Locale, string>; centre: Record<Locale, string>; timeZone: string }
  title: string
  lead?: string | undefined
}

/** Heads the first sheet and runs along the edges of all: what this is, of where, for whom, of when, and which sheet of how many. */
export function PaperHead({ place, title, lead }: Props) {
  const say = useSay()
  const locale = useLocale()
  const isPaper = usePaper()
  const printedAt = usePrintedAt()
  const shape = usePaperShape()
  // Asked beforehand: a sheet is drawn at once and waits for no answer.
  const session = useFetched(pageApi.session)
  if (!isPaper) return null
  const who = session.state === 'ready' ? rolesOf(session.value, say) : say('paper.unknown')
  const at = say('paper.printedAt', { at: momentText(printedAt, place.timeZone, locale) })
  return (
    <>
      <style>{sheetRule({ shape, left: `${place.name[locale]} · ${title}`, right: at, below: say('paper.for', { who }) })}</style>
      <header className="paper-head">
        <Mark />
        <div>
          <p>{place.name[locale]} · {place.centre[locale]}</p>
          <h1>{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        <p className="paper-for">{say('paper.for', { who })}<br />{at}</p>
      </header>
    </>
  )
}

/** By role, as the archive wants it: a person leaves, the role stays. */
const rolesOf = ({ viewer }: SessionAnswer, say: Say): string => (viewer.kind === 'account' ? viewer.roles.map((role) => say(`role.${role}`)).join(', ') : say(`login.as-${viewer.kind}`))

/** The margins of a sheet belong to the browser: only a rule reaches them. */
const sheetRule = ({ shape, left, right, below }: { shape: string; left: string; right: string; below: string }): string =>
  `@page { size: A4 ${shape}; @top-left { content: ${cssText(left)}; } @top-right { content: ${cssText(right)}; } @bottom-left { content: ${cssText(below)}; } @bottom-right { content: counter(page) " / " counter(pages); } }`

/** As a CSS string: what could end it is written as its number. */
const cssText = (text: string): string => `"${text.replace(/[^\p{L}\p{N} .,:;·/()-]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`
