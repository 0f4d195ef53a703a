import type { SeriesView } from '#contract'
import { formatValue, type Locale, useSay, withUnit } from '../locale/index.ts'
import { momentText, usePaper } from './paper.ts'

const MOST = 12

/** What a course is drawn from, the newest first: a picture on paper cannot be asked. Nothing on a screen. */
export function PaperTrail({ view, timeZone, locale, most = MOST }: { view: SeriesView; timeZone: string; locale: Locale; most?: number }) {
  const say = useSay()
  const isPaper = usePaper()
  const told = (view.trail ?? []).filter(([, value]) => value !== null)
  if (!isPaper || told.length === 0) return null
  return (
    <table className="paper-trail">
      <caption>{say('paper.values', { shown: Math.min(most, told.length), all: told.length })}</caption>
      <thead><tr><th scope="col">{say('paper.moment')}</th><th scope="col" className="is-figure">{say('paper.value')}</th></tr></thead>
      <tbody>
        {told.slice(-most).reverse().map(([at, value, facts]) => (
          <tr key={at}>
            <td>{facts?.period === undefined ? momentText(at, timeZone, locale) : say('paper.periodAt', { period: facts.period.split('-').toReversed().join('/'), at: momentText(at, timeZone, locale) })}</td>
            <td className="is-figure">{withUnit(formatValue(value ?? undefined, view.indicator, locale), view.indicator.unit, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
