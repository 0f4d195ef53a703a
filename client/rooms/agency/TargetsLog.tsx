import { standingOf, type TargetRegistration } from '#contract'
import { useSay } from '../../locale/index.ts'
import { dayText, type Names } from './names.ts'
import { amountText, daysText, factsText, spanText } from './target-words.ts'
import { TargetMark } from './TargetMark.tsx'

interface Props {
  registrations: readonly TargetRegistration[]
  names: Names
  today: string
  /** The way to the form, filled in with what was sent back. */
  mend(registration: TargetRegistration): (() => void) | undefined
}

/** What became of all that was registered: nothing is overwritten, and each step says who, when, what before and what after. */
export function TargetsLog({ registrations, names, today, mend }: Props) {
  const say = useSay()
  if (registrations.length === 0) return null
  return (
    <section className="card targets-log" aria-labelledby="targets-log">
      <header className="card-head"><h2 id="targets-log">{say('targets.log')}</h2><span className="desk-note">{say('targets.logNote')}</span></header>
      <ul>
        {registrations.map((one) => {
          const info = names.indicator(one.indicator)
          const standing = standingOf(one, today)
          const again = standing === 'returned' ? mend(one) : undefined
          return (
            <li key={one.id}>
              <div className="targets-log-head">
                <h3>{info?.name[names.locale] ?? one.indicator}<small>{names.subject(one.subject)}</small></h3>
                <TargetMark standing={standing} />
              </div>
              <p><b>{one.values.map(({ value }) => amountText(value, info, names.locale)).join(', ')}</b> {spanText(one, say)}{one.endedOn !== undefined && <> · {one.endedOn < one.validFrom ? say('targets.neverHeld') : say('targets.endedOn', { day: dayText(one.endedOn) })}</>}</p>
              {one.answer !== undefined && <p className="targets-answer">{say('targets.answer', { answer: one.answer })}</p>}
              {again !== undefined && <p><button type="button" onClick={again}>{say('targets.mend')}</button></p>}
              <details>
                <summary>{say('targets.steps', { n: one.steps.length })}</summary>
                <ol>
                  {one.steps.map((step) => (
                    <li key={`${step.did} ${step.at}`}>
                      <b>{say(`targets.did-${step.did}`)}</b> {step.by} <small>{[step.roles.map((role) => say(`role.${role}`)).join(', '), names.moment(step.at)].join(' · ')}</small>
                      {step.after !== undefined && <small>{say('targets.change', { before: step.before === undefined ? say('targets.nothingHeld') : `${factsText(step.before, info, { say, locale: names.locale })} ${daysText(step.before, say)}`, after: `${factsText(step.after, info, { say, locale: names.locale })} ${daysText(step.after, say)}` })}</small>}
                    </li>
                  ))}
                </ol>
              </details>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
