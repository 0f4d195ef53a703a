import { type Outlook, LEAST_PAST, type SeriesView } from '#contract'
import { formatValue, type Locale, type Say, useSay, withUnit } from '../locale/index.ts'

/** The legend of band and dashes in words: of what they were made, how sure they are, or why they are not there. */
export function OutlookNote({ outlook, view, locale }: { outlook: Outlook | undefined; view: SeriesView; locale: Locale }) {
  const say = useSay()
  if (outlook === undefined) return null
  return <p className="outlook-note" data-outlook={outlook.series}>{usualWords(outlook, say)}{outlook.forecast !== undefined && <> {forecastWords(outlook.forecast, { view, locale, say })}</>}</p>
}

function usualWords({ usual }: Outlook, say: Say): string {
  if ('points' in usual) return say(`outlook.by-${usual.by}`)
  return usual.why === 'words' ? say('outlook.words') : say(`outlook.few-${usual.by}`, { most: usual.most, needs: LEAST_PAST })
}

function forecastWords(forecast: NonNullable<Outlook['forecast']>, { view, locale, say }: { view: SeriesView; locale: Locale; say: Say }): string {
  if ('why' in forecast) return say(`outlook.none-${forecast.why}`)
  const { until, periods, tried } = forecast
  const write = (value: number) => withUnit(formatValue(value, view.indicator, locale), view.indicator.unit, locale)
  const rule = say('outlook.rule', { value: write(until.value), day: until.day.split('-').toReversed().join('/'), periods })
  return until.low === undefined || until.high === undefined ? `${rule} ${say('outlook.noBand', { tried, needs: LEAST_PAST })}` : `${rule} ${say('outlook.band', { low: write(until.low), high: write(until.high), tried })}`
}
