import { useState } from 'react'
import { Link } from 'wouter'
import { type BriefingDomain, splitSeries } from '#contract'
import { finderOf, useLocale, useSay } from '../../locale/index.ts'
import { FindBox, shortName, StatusGlyph, statusOf } from '../../parts/index.ts'
import { Back } from './Back.tsx'
import { FigureList } from '../figure-list/FigureList.tsx'
import { useFigures } from '../figure-list/use-figures.ts'
import { allSeries, useSheet } from './sheet.ts'
import { exceptionsOf, tally } from '../figure-list/weigh.ts'

/** The fields of work, each with how it stands and what is wrong in it. */
export function Domains() {
  const say = useSay()
  const locale = useLocale()
  const { briefing, indicator } = useSheet()
  const [wanted, want] = useState('')
  const isFound = finderOf(wanted)
  const found = allSeries(briefing).filter((series) => isFound(indicator(splitSeries(series).indicator)?.name[locale]))
  return (
    <>
      <h1>{say('leader.part-domains')}</h1>
      <FindBox label={say('find.indicator')} wanted={wanted} want={want} found={found.length} />
      {wanted !== '' && found.length > 0 && <FigureList series={found} label={say('find.found', { n: found.length })} />}
      <ul className="leader-domains">{briefing.domains.map((domain) => <DomainCard key={domain.id} domain={domain} />)}
        <li className="card leader-domain"><h2><Link href="/leader/agencies">{say('leader.agencies')}</Link></h2><p className="desk-note">{say('leader.agenciesNote')}</p></li>
      </ul>
    </>
  )
}

const NAMED = 3

function DomainCard({ domain: { id, title, series } }: { domain: BriefingDomain }) {
  const say = useSay()
  const locale = useLocale()
  const views = useFigures(series)
  const { good, judged, silent } = tally(views)
  const wrong = exceptionsOf(views)
  return (
    <li className="card leader-domain">
      <h2><StatusGlyph status={wrong.some((view) => statusOf(view) === 'bad') ? 'bad' : judged === 0 ? 'unknown' : 'good'} /><Link href={`/leader/domains/${id}`}>{title[locale]}</Link></h2>
      <p>{say('leader.headGood', { good, judged })}{silent > 0 && ` ${say('leader.headSilent', { n: silent })}`}</p>
      <p className="desk-note">{wrong.length === 0 ? say('leader.headNone') : wrong.slice(0, NAMED).map((view) => shortName(view.indicator, locale)).join(' · ')}{wrong.length > NAMED && ` · ${say('leader.more', { n: wrong.length - NAMED })}`}</p>
    </li>
  )
}

export function Domain({ domain: { title, series } }: { domain: BriefingDomain }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <>
      <Back href="/leader/domains">{say('leader.part-domains')}</Back>
      <h1>{title[locale]}</h1>
      <FigureList series={series} label={title[locale]} />
    </>
  )
}
