import { useSay } from '../../locale/index.ts'

/** When in the day pages are opened: 24 bars from midnight. */
export function UseHours({ byHour }: { byHour: readonly number[] }) {
  const say = useSay()
  const most = Math.max(...byHour)
  if (most === 0) return null
  return (
    <section className="card use-hours" aria-labelledby="use-hours">
      <header className="card-head"><h2 id="use-hours">{say('use.hours')}</h2></header>
      <div className="use-bars" role="img" aria-label={say('use.busiest', { hour: byHour.indexOf(most), n: most })}>
        {byHour.map((count, hour) => <i key={hour} style={{ height: `${(count / most) * 100}%` }} />)}
      </div>
      <div className="use-clock" aria-hidden="true">{[0, 6, 12, 18, 24].map((hour) => <span key={hour}>{hour}</span>)}</div>
      <p className="desk-note">{say('use.busiest', { hour: byHour.indexOf(most), n: most })}</p>
    </section>
  )
}
