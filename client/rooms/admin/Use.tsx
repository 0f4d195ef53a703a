import { useCallback, useState } from 'react'
import type { Catalogue, UseAnswer, UseCell, UseRole } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useFetched } from '../../app/use-fetched.ts'
import { formatNumber, type Say, useLocale, useSay } from '../../locale/index.ts'
import { dayText } from '../indicator/day-text.ts'
import { RedPathCard } from './RedPathCard.tsx'
import { lastDays, sumUse, type UsedScreen, type UseTable } from './sum-use.ts'
import { UseHours } from './UseHours.tsx'
import './use.css'

const SPANS = [7, 30, 90] as const

/** Which pages are opened by which roles, and which by nobody: that is what the table is for. */
export function Use({ catalogue }: { catalogue: Catalogue }) {
  const say = useSay()
  const [days, setDays] = useState<(typeof SPANS)[number]>(30)
  const { timeZone } = catalogue.deployment
  const load = useCallback(() => {
    const { from, to } = lastDays(days, Date.now(), timeZone)
    return pageApi.use(from, to)
  }, [days, timeZone])
  const fetched = useFetched(load)
  return (
    <div className="use-part">
      <div className="choice use-span" role="group" aria-label={say('use.span')}>
        {SPANS.map((span) => <button key={span} type="button" aria-pressed={span === days} onClick={() => setDays(span)}>{say('use.lastDays', { n: span })}</button>)}
      </div>
      {fetched.state === 'ready'
        ? <Shown answer={fetched.value} />
        : <p className="card desk-empty" role="status">{'message' in fetched ? say('use.failed', { why: fetched.message }) : say('app.loading')}</p>}
    </div>
  )
}

function Shown({ answer }: { answer: UseAnswer }) {
  const say = useSay()
  const table = sumUse(answer)
  return (
    <>
      <section className="card use-card" aria-labelledby="use-title">
        <header className="card-head">
          <h2 id="use-title">{say('use.title')}</h2>
          <p className="desk-note">{say('use.days', { from: dayText(answer.from), to: dayText(answer.to) })}{answer.since !== undefined && answer.since > answer.from && ` · ${say('use.since', { day: dayText(answer.since) })}`}</p>
        </header>
        {table.used.length === 0 ? <p className="desk-empty">{say('use.none')}</p> : <Table table={table} />}
        <Never screens={table.never} />
        <p className="card-foot desk-note">{say('use.note')}</p>
      </section>
      <div className="use-side">
        {answer.red !== undefined && <RedPathCard red={answer.red} />}
        <UseHours byHour={answer.byHour} />
      </div>
    </>
  )
}

function Table({ table: { roles, used } }: { table: UseTable }) {
  const say = useSay()
  const most = Math.max(1, ...used.map(({ count }) => count))
  return (
    <div className="scroll-x">
      <table className="desk-table use-table">
        <thead>
          <tr>
            <th scope="col">{say('use.screen')}</th>
            <th scope="col">{say('use.opened')}</th>
            {roles.map((role) => <th key={role} scope="col" className="is-figure">{roleWord(role, say)}</th>)}
          </tr>
        </thead>
        <tbody>{used.map((one) => <Row key={one.screen} one={one} most={most} roles={roles} />)}</tbody>
      </table>
    </div>
  )
}

function Row({ one, most, roles }: { one: UsedScreen; most: number; roles: readonly UseRole[] }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <tr>
      <th scope="row">{say(`use.screen-${keyOf(one.screen)}`)}<small>{one.screen}</small></th>
      <td className="use-total">
        <span className="use-track" aria-hidden="true"><i style={{ width: `${(one.count / most) * 100}%` }} /></span>
        <b>{one.count === 0 ? say('use.few') : formatNumber(one.count, 0, locale)}</b>
      </td>
      {roles.map((role) => <td key={role} className="is-figure" data-role={roleWord(role, say)}>{cellText(one.byRole.get(role), say, (n) => formatNumber(n, 0, locale))}</td>)}
    </tr>
  )
}

function cellText(cell: UseCell | undefined, say: Say, number: (n: number) => string) {
  if (cell === undefined) return ''
  const few = cell.fewDays > 0 ? say('use.fewDays', { n: cell.fewDays }) : undefined
  if (cell.count === 0) return <><span>{say('use.few')}</span><small>{few}</small></>
  return <><span>{number(cell.count)}</span>{few !== undefined && <small>{say('use.andFew', { few })}</small>}</>
}

/** The pages nobody opened: each of them costs its upkeep. */
function Never({ screens }: { screens: UseTable['never'] }) {
  const say = useSay()
  if (screens.length === 0) return null
  return (
    <div className="use-never">
      <h3>{say('use.never', { n: screens.length })}</h3>
      <ul>{screens.map((screen) => <li key={screen}>{say(`use.screen-${keyOf(screen)}`)} <small>{screen}</small></li>)}</ul>
    </div>
  )
}

const keyOf = (screen: string): string => (screen === '/' ? 'front' : screen.replaceAll(/[/:]+/g, ' ').trim().replaceAll(' ', '-'))

const roleWord = (role: UseRole, say: Say): string => (role === 'local' || role === 'token' ? say(`use.as-${role}`) : say(`role.${role}`))
