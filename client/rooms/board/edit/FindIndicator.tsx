import { useMemo, useState } from 'react'
import type { Indicator } from '#contract'
import { finderOf, useLocale, useSay } from '../../../locale/index.ts'
import { FindBox } from '../../../parts/index.ts'
import { useEditing } from './editing.ts'
import type { OverQuery } from './query-form.ts'

const MOST = 8

/** An indicator by its name, its unit or its id, accents or not. `of`: only those told of places, of one level where it is named. */
export function FindIndicator({ found, of }: { found(indicator: Indicator): void; of: 'anything' | 'places' | OverQuery['level'] }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue } = useEditing()
  const [wanted, want] = useState('')
  const matching = useMemo(() => {
    const finds = finderOf(wanted)
    return wanted.trim() === '' ? [] : catalogue.indicators.filter(({ id, name, short, unit, level }) => isTold(level, of) && finds(name.vi, name.en, short?.vi, id, unit))
  }, [wanted, catalogue, of])
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

/** Communes add up to districts; what a site measures is of sites only. */
function isTold(level: Indicator['level'], of: 'anything' | 'places' | OverQuery['level']): boolean {
  if (of === 'anything') return true
  return of === 'places' ? level === 'commune' || level === 'site' : level === (of === 'site' ? 'site' : 'commune')
}
