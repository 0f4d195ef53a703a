import { useId } from 'react'
import { useLocale, useSay } from '../../locale/index.ts'
import { shortName } from '../../parts/index.ts'
import type { MapLayers, OfferedLayers } from './map-layers.ts'
import { useSheet } from './sheet.ts'

/** What the map shows, chosen by who reads it. Plain fields: a keyboard and a screen reader know them. */
export function LayerChoice({ layers, offered, change }: { layers: MapLayers; offered: OfferedLayers; change(layers: MapLayers): void }) {
  const say = useSay()
  const locale = useLocale()
  const { briefing, indicator } = useSheet()
  const id = useId()
  const titles = new Map(briefing.map?.points.map((one) => [one.id, one.title[locale]]))
  const nameOf = (fill: string) => {
    const info = indicator(fill)
    return info === undefined ? fill : shortName(info, locale)
  }
  const isOn = (point: string) => layers.points.includes(point)
  const turn = (point: string) => change({ ...layers, points: offered.points.filter((one) => (one === point ? !isOn(one) : isOn(one))) })
  return (
    <details className="map-layers">
      <summary>{say('layers.title')}</summary>
      <div className="map-layers-body">
        <div className="field">
          <label htmlFor={`${id}-fill`}>{say('layers.fill')}</label>
          <select id={`${id}-fill`} value={layers.fill ?? ''} onChange={({ target }) => change({ ...layers, fill: target.value === '' ? undefined : target.value })}>
            {offered.fills.map((one) => <option key={one} value={one}>{nameOf(one)}</option>)}
            <option value="">{say('layers.fill-none')}</option>
          </select>
        </div>
        {offered.points.length > 0 && (
          <fieldset>
            <legend>{say('layers.points')}</legend>
            {offered.points.map((one) => <label key={one}><input type="checkbox" checked={isOn(one)} onChange={() => turn(one)} />{titles.get(one)}</label>)}
          </fieldset>
        )}
        <fieldset>
          <legend>{say('layers.areas')}</legend>
          <label><input type="checkbox" checked={layers.names} onChange={() => change({ ...layers, names: !layers.names })} />{say('layers.names')}</label>
          <label><input type="checkbox" checked={layers.lines} onChange={() => change({ ...layers, lines: !layers.lines })} />{say('layers.lines')}</label>
        </fieldset>
        {offered.eras.length > 0 && (
          <div className="field">
            <label htmlFor={`${id}-era`}>{say('layers.era')}</label>
            <select id={`${id}-era`} value={layers.era ?? ''} onChange={({ target }) => change({ ...layers, era: target.value === '' ? undefined : target.value })}>
              <option value="">{say('layers.era-none')}</option>
              {offered.eras.map(({ id: one, level, day }) => <option key={one} value={one}>{say(`layers.era-${level}`, { day: day.split('-').toReversed().join('/') })}</option>)}
            </select>
          </div>
        )}
      </div>
    </details>
  )
}
