import { useId } from 'react'
import type { Locality, MapQuery } from '#contract'
import { useSay } from '../../locale/index.ts'
import { DayInput } from '../DayInput.tsx'
import { type Era, standingOn } from './era.ts'

const LEVELS: readonly MapQuery['level'][] = ['commune', 'district']

/** Which areas the file holds: their level, and a day on which all of them stood. What that comes to is told before a file is chosen. */
export function EraChoice({ localities, era, today, change }: { localities: readonly Locality[]; era: Era; today: string; change(era: Era): void }) {
  const say = useSay()
  const id = useId()
  const { standing, lastDay } = standingOn(localities, era, today)
  const choose = (level: MapQuery['level']) => change({ level, day: dayFor(localities, level, era.day, today) })
  return (
    <div className="era-choice">
      <div className="field">
        <label htmlFor={`${id}-level`}>{say('admin.level')}</label>
        <select id={`${id}-level`} value={era.level} onChange={({ target }) => choose(LEVELS.find((one) => one === target.value) ?? 'commune')}>
          {LEVELS.map((level) => <option key={level} value={level}>{say(`admin.level-${level}`)}</option>)}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-day`}>{say('admin.day')}</label>
        <DayInput id={`${id}-day`} value={era.day} change={(day) => change({ ...era, day })} aria-describedby={`${id}-note`} />
      </div>
      <p className="desk-note" id={`${id}-note`} role="status">
        {standing.length === 0 ? say('admin.era-none') : lastDay === undefined ? say('admin.era-now', { n: standing.length }) : say('admin.era-until', { n: standing.length, day: written(lastDay) })}
      </p>
    </div>
  )
}

/** The day that was chosen, where there were such areas then; else the last one on which there were. */
function dayFor(localities: readonly Locality[], level: MapQuery['level'], day: string, today: string): string {
  if (standingOn(localities, { level, day }, today).standing.length > 0) return day
  return localities.filter((one) => one.level === level).flatMap(({ validTo }) => validTo ?? []).toSorted().at(-1) ?? ''
}

const written = (day: string): string => day.split('-').toReversed().join('/')
