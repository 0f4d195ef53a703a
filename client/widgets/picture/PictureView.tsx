import { useState } from 'react'
import { formatSince, formatTime, type Locale, useSay } from '../../locale/index.ts'
import { LostGlyph, Ring, StaleGlyph } from '../../parts/index.ts'
import type { Place, ShownPicture, WidgetProps } from '../widget.ts'
import type { PictureOptions } from './options.ts'
import './picture.css'

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const
const DAY_MS = 86_400_000

/** What a camera shows, dated; without a fresh picture its place and since when, never an old one as if it were now. */
export function PictureView({ options, title, now, locale, place, picture }: WidgetProps<PictureOptions>) {
  const say = useSay()
  const [broken, setBroken] = useState<string>()
  const name = title ?? picture?.title[locale] ?? options.picture
  const isShown = picture?.src !== undefined && picture.version !== broken && picture.freshness !== 'lost'
  const look = picture === undefined || picture.freshness === 'never' ? 'waiting' : isShown ? 'shown' : 'gone'
  return (
    <article className={`picture is-${look}${look === 'gone' ? ' is-hatched' : ''}`} data-picture={picture?.id} data-freshness={picture?.freshness}>
      {isShown && <img src={picture.src} alt={say('picture.alt', { name })} style={{ objectFit: options.fit }} onError={() => setBroken(picture.version)} />}
      <footer>
        <h3>{name}</h3>
        <p className="fresh">
          {picture === undefined ? say(options.picture === '' ? 'picture.none' : 'picture.loading') : <Line picture={picture} isShown={isShown} now={now} locale={locale} place={place} />}
        </p>
        {options.distance !== undefined && <p className="fresh">{options.distance[locale]}</p>}
      </footer>
    </article>
  )
}

function Line({ picture, isShown, now, locale, place }: { picture: ShownPicture; isShown: boolean; now: number; locale: Locale; place: Place }) {
  const say = useSay()
  const { freshness, takenAt, error, origin } = picture
  const since = (at: number) => formatTime(at, place.timeZone, locale, now - at < DAY_MS ? CLOCK : { ...CLOCK, day: '2-digit', month: '2-digit' })
  const age = takenAt === undefined ? '' : formatSince(takenAt, now, place.timeZone, locale)
  const why = error === undefined ? '' : ` · ${say(`sources.error-${error.kind}`)}`
  return (
    <>
      {freshness === 'lost' ? <LostGlyph /> : freshness === 'stale' || (!isShown && takenAt !== undefined) ? <StaleGlyph /> : <Ring freshness={freshness} gone={takenAt === undefined ? 0 : (now - takenAt) / 60_000} />}
      <span>
        {freshness === 'lost' ? <b>{`${say('fresh.lost')} · ${takenAt === undefined ? say('fresh.never') : say('picture.lastAt', { time: since(takenAt) })}`}</b>
          : takenAt === undefined ? <b>{`${say('picture.never')}${error === undefined ? '' : ` ${say('picture.since', { time: since(error.since) })}`}`}</b>
            : isShown ? <>{freshness === 'late' ? <b>{`${say('fresh.late')} ${age}`}</b> : age}{` · ${say('picture.takenAt', { time: since(takenAt) })}`}</>
              : <b>{say('picture.lostAt', { time: since(takenAt) })}</b>}
      </span>
      <span className="fresh-source">{`${why}${origin === 'real' ? '' : ` · ${say('figure.demo')}`}`}</span>
    </>
  )
}
