import { type Freshness as Verdict, Freshness as FreshnessName, type SeriesName, type SeriesView, Status, ValueState } from '#contract'
import { HELP } from '../../locale/help/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { coverageText, Figure, Freshness, StateChip, StatusGlyph } from '../../parts/index.ts'

const NOW = Date.UTC(2026, 0, 1, 1)
const MINUTE_MS = 60_000
const AGES: Record<Verdict, number> = { live: 3, late: 18, stale: 255, lost: 40, never: 0 }
const LIVE_FOR_MINUTES = 5
const [REPORTED, EXPECTED] = [92, 96]

/** Drawn by the very parts that draw them everywhere else, so that help shows what screens show. */
export function Marks() {
  const say = useSay()
  const locale = useLocale()
  const { words, marks } = HELP[locale]
  const source = { short: { vi: HELP.vi.words.sample, en: HELP.en.words.sample }, origin: 'real' } as SeriesView['source'] // all that is drawn of it
  const view = (freshness: Verdict): SeriesView => ({
    series: 'tthc.on-time-rate@tn' as SeriesName, indicator: { unit: '%', decimals: 1 }, subject: { id: 'tn', name: { vi: '', en: '' }, short: '' }, source, freshness,
    ...(freshness !== 'never' && { value: 96.4, at: NOW - AGES[freshness] * MINUTE_MS, liveUntil: NOW + (LIVE_FOR_MINUTES - AGES[freshness]) * MINUTE_MS }), coverage: { reported: REPORTED, expected: EXPECTED },
  } as SeriesView) // as much of an indicator as a figure looks at
  const rows = <T extends string>(all: readonly T[], texts: Record<T, string>, draw: (one: T) => React.ReactNode) => all.map((one) => <div key={one} data-mark={one}><dt>{draw(one)}</dt><dd>{texts[one]}</dd></div>)
  return (
    <section className="card help-marks" aria-labelledby="help-freshness">
      <header className="card-head"><h2 id="help-freshness">{words.freshness}</h2><span className="desk-note">{words.fillIn}</span></header>
      <dl>{rows(FreshnessName.options, marks.freshness, (one) => <Freshness view={view(one)} now={NOW} timeZone="Asia/Ho_Chi_Minh" locale={locale} />)}</dl>
      <h2>{words.status}</h2>
      <dl>{rows(Status.options, marks.status, (one) => <span className="help-status"><StatusGlyph status={one} />{say(one === 'unknown' ? 'figure.noTarget' : `figure.${one}`)}</span>)}</dl>
      <h2>{words.state}</h2>
      <dl>{rows(ValueState.options, marks.state, (one) => <StateChip state={one} locale={locale} />)}</dl>
      <h2>{words.coverage}</h2>
      <dl><div data-mark="coverage"><dt className="help-figure"><Figure view={view('live')} locale={locale} className="num" /><small>{coverageText(view('live'), locale)}</small></dt><dd>{marks.coverage}</dd></div></dl>
    </section>
  )
}
