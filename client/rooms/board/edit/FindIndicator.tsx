import { useMemo, useState } from 'react'
import type { Indicator } from '#contract'
import { finderOf, useLocale, useSay } from '../../../locale/index.ts'
import { FindBox } from '../../../parts/index.ts'
import { useEditing } from './editing.ts'

const MOST = 8

/** An indicator by its name, its unit or its id, accents or not. `places`: only those that many places have. */
export function FindIndicator({ found, places }: { found(indicator: Indicator): void; places: boolean }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue } = useEditing()
  const [wanted, want] = useState('')
  const matching = useMemo(() => {
    const finds = finderOf(wanted)
    return wanted.trim() === '' ? [] : catalogue.indicators.filter(({ id, name, short, unit, level }) => (!places || level === 'commune' || level === 'site') && finds(name.vi, name.en, short?.vi, id, unit))
  }, [wanted, catalogue, places])
  const take = (indicator: Indicator) => {
    found(indicator)
    want('')
  }
  return (
    <div className="find-indicator">
      <FindBox label={say('find.indicator')} wanted={wanted} want={want} found={matching.length} />
      {matching.length > 0 && (
        <ul>
          {matching.slice(0, MOST).map((one) => <li key={one.id}><button type="button" onClick={() => take(one)}><span>{one.name[locale]}</span><small>{one.unit} · {one.id}</small></button></li>)}
          {matching.length > MOST && <li className="desk-note">{say('board.moreFound', { n: matching.length - MOST })}</li>}
        </ul>
      )}
    </div>
  )
}
