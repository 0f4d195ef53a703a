import { useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { keepLookText, readLookText } from '../../app/device.ts'
import { useConnection, useServerNow } from '../../live/index.ts'
import { formatSince, useLocale, useSay } from '../../locale/index.ts'
import { momentText, shortName, statusOf, statusWord, usePaper, ViewGlyph } from '../../parts/index.ts'
import { figurePath } from '../figure-list/FigureRow.tsx'
import { AWAY_MS, changesSince, type Look, lookAt, readLook } from './last-look.ts'
import { useFigures } from '../figure-list/use-figures.ts'
import { allSeries, useSheet } from './sheet.ts'

const MOST = 6

/** What has become another matter since this person looked last, on this device. */
export function Changes() {
  const say = useSay()
  const locale = useLocale()
  const { briefing, timeZone } = useSheet()
  const { state } = useConnection()
  const now = useServerNow(60_000)
  const views = useFigures(useMemo(() => allSeries(briefing), [briefing]))
  const [look] = useState(() => readLook(readLookText()))
  const isPaper = usePaper()
  const newest = useRef<Look>(undefined)
  const isKnown = now !== undefined && state !== 'lost' && views.some(({ freshness }) => freshness !== 'never')
  useEffect(() => {
    if (isKnown) newest.current = lookAt(views, now)
  }, [isKnown, views, now])
  useEffect(() => {
    // A phone puts a page to sleep without a word: each time it is hidden may be the last.
    const keep = () => {
      if (newest.current !== undefined) keepLookText(JSON.stringify(newest.current))
    }
    const hidden = () => document.visibilityState === 'hidden' && keep()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      // Whoever signs out leaves nothing here.
      if (window.location.pathname !== '/login') keep()
    }
  }, [])
  if (!isKnown || look === undefined || now - look.at < AWAY_MS) return null
  const changes = changesSince(look, views)
  return (
    <section className="card leader-changes" aria-label={say('leader.changed')}>
      <h2>{say('leader.changedSince', { age: isPaper ? momentText(look.at, timeZone, locale) : formatSince(look.at, now, timeZone, locale) })}</h2>
      {changes.length === 0 && <p>{say('leader.nothingChanged')}</p>}
      <ul>
        {changes.slice(0, isPaper ? changes.length : MOST).map(({ view, kind }) => (
          <li key={view.series}>
            <ViewGlyph freshness={view.freshness} status={statusOf(view)} />
            <Link href={figurePath(view.series)}>{shortName(view.indicator, locale)}</Link>
            <span>{say(`leader.change-${kind}`)}: {statusWord(view, locale)}</span>
          </li>
        ))}
      </ul>
      {changes.length > MOST && !isPaper && <p>{say('leader.more', { n: changes.length - MOST })}</p>}
    </section>
  )
}
