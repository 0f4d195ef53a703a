import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { seriesName } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useFetched } from '../../app/use-fetched.ts'
import { dayIn, useServerNow, useSources } from '../../live/index.ts'
import { formatNumber, useLocale, useSay } from '../../locale/index.ts'
import { momentText, PanelAge } from '../../parts/index.ts'
import { useScores } from '../agency/use-scores.ts'
import { figurePath } from '../figure-list/FigureRow.tsx'
import { useFigures } from '../figure-list/use-figures.ts'
import { Back } from './Back.tsx'
import { type Measure, MEASURES, rankAgencies, type Standing } from './rank-agencies.ts'
import { allSeries, useSheet } from './sheet.ts'

const NO_DAYS = { from: '', to: '' }
const HOUR_MS = 3_600_000
const loadExplanations = () => pageApi.explanations()

/** Agencies beside one another by what can be compared of all of them; what is compared, and of how many, is said above. */
export function Agencies() {
  const say = useSay()
  const locale = useLocale()
  const { briefing, catalogue, timeZone } = useSheet()
  const [measure, choose] = useState<Measure>('met')
  const views = useFigures(useMemo(() => allSeries(briefing), [briefing]))
  const sources = useSources()
  const { answer } = useScores(catalogue, { span: 'month', own: NO_DAYS, by: 'agency' })
  const scores = useMemo(() => (answer === undefined || answer === 'no-period' ? [] : answer.rows), [answer])
  const dossiers = useDossiers()
  const fetched = useFetched(loadExplanations)
  const explanations = fetched.state === 'ready' ? fetched.value.explanations : undefined
  const today = dayIn(timeZone, useServerNow(HOUR_MS) ?? 0)
  const { told, silent } = useMemo(
    () => rankAgencies(measure, { agencies: catalogue.agencies, views, sources, scores, dossiers, figures: briefing.agencies, explanations: explanations ?? [], today }),
    [measure, catalogue, views, sources, scores, dossiers, briefing, explanations, today],
  )
  // Without the list nobody is said to have explained nothing.
  const isMissing = measure === 'explained' && explanations === undefined
  const period = answer === undefined || answer === 'no-period' ? undefined : { from: Date.parse(answer.from), to: Date.parse(answer.to) }
  return (
    <>
      <Back href="/leader/domains">{say('leader.part-domains')}</Back>
      <h1>{say('agencies.title')}</h1>
      <div className="leader-measures" role="group" aria-label={say('agencies.by')}>
        {MEASURES.map((one) => <button key={one} type="button" aria-pressed={one === measure} onClick={() => choose(one)}>{say(`agencies.by-${one}`)}</button>)}
      </div>
      <section className="card leader-agencies" aria-label={say(`agencies.by-${measure}`)}>
        <header className="card-head"><h2>{say(`agencies.by-${measure}`)}</h2><span className="desk-note">{say('agencies.coverage', { told: told.length, all: told.length + silent.length })}</span></header>
        <p className="desk-note leader-agencies-note">{say(`agencies.note-${measure}`)}</p>
        {measure === 'dossiers' ? <Told views={dossiers} /> : <Age measure={measure} period={period} />}
        {(isMissing || told.length === 0) && <p className="desk-empty">{say(isMissing ? 'agencies.notRead' : measure === 'explained' ? 'agencies.noneRed' : 'agencies.none')}</p>}
        <ol>{(isMissing ? [] : told).map((standing) => <Row key={standing.agency.id} standing={standing} all={told.length} />)}</ol>
        {silent.length > 0 && <p className="desk-note leader-silent">{say('agencies.silent', { names: silent.map(({ name }) => name[locale]).join(', ') })}</p>}
      </section>
    </>
  )
}

/** The agencies' own dossiers, where the briefing names their figures. */
function useDossiers() {
  const { briefing: { agencies: figures }, catalogue } = useSheet()
  return useFigures(useMemo(() => (figures === undefined ? [] : catalogue.agencies.filter(({ kind, validTo }) => validTo === undefined && figures.kinds.includes(kind)).flatMap(({ id }) => [seriesName(figures.onTime, id), seriesName(figures.resolved, id)])), [figures, catalogue]))
}

/** Age and source of the dossiers. */
function Told({ views }: { views: ReturnType<typeof useDossiers> }) {
  const say = useSay()
  const locale = useLocale()
  const { timeZone } = useSheet()
  const now = useServerNow(1_000) ?? 0
  return <p className="leader-ranking-age"><PanelAge views={views} now={now} timeZone={timeZone} locale={locale}>{say('leader.oldest')}</PanelAge></p>
}

/** How old what was compared is. */
function Age({ measure, period }: { measure: Measure; period: { from: number; to: number } | undefined }) {
  const say = useSay()
  const locale = useLocale()
  const { briefing, timeZone } = useSheet()
  const now = useServerNow(1_000) ?? 0
  const views = useFigures(useMemo(() => allSeries(briefing), [briefing]))
  if (measure === 'met' || measure === 'explained') return <p className="leader-ranking-age"><PanelAge views={views} now={now} timeZone={timeZone} locale={locale}>{say('leader.oldest')}</PanelAge></p>
  const moments = measure === 'data' ? period : { from: now, to: now }
  if (moments === undefined) return null
  return <p className="leader-ranking-age desk-note">{measure === 'data' ? say('agencies.period', { from: momentText(moments.from, timeZone, locale), to: momentText(moments.to, timeZone, locale) }) : say('agencies.at', { at: momentText(moments.to, timeZone, locale) })}</p>
}

function Row({ standing: { agency, share, of, place, told }, all }: { standing: Standing; all: number }) {
  const say = useSay()
  const locale = useLocale()
  const text = formatNumber(share, Number.isInteger(share) ? 0 : (told?.view.indicator.decimals ?? 1), locale)
  return (
    <li>
      <span className="leader-agency-name">{told === undefined ? agency.name[locale] : <Link href={figurePath(told.view.series)}>{agency.name[locale]}</Link>}</span>
      <span className="leader-agency-place">{say('agencies.place', { place, all })}</span>
      <span className="leader-agency-bar" aria-hidden="true"><span style={{ width: `${share}%` }} /></span>
      <span className="num">{told !== undefined ? say(told.dossiers === undefined ? 'agencies.onTime' : 'agencies.onTimeOf', { share: text, n: told.dossiers === undefined ? '' : formatNumber(told.dossiers, 0, locale) }) : of === undefined ? say('agencies.points', { points: text }) : say('agencies.share', { share: text, ...of })}</span>
    </li>
  )
}
