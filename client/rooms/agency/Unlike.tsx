import type { SubmissionPreview } from '#contract'
import { useSay } from '../../locale/index.ts'
import { FindingList } from './FindingList.tsx'
import type { Names } from './names.ts'

/** In what a delivery is unlike what was signed off before: warnings, for who sends and for who signs. */
export function Unlike({ findings, names }: { findings: SubmissionPreview['findings']; names: Names }) {
  const say = useSay()
  if (findings?.length === 0) return null
  return (
    <section className="card unlike" aria-labelledby="unlike-title">
      <header className="card-head"><h2 id="unlike-title">{say('agency.unlike')}</h2></header>
      {findings === undefined ? <p className="desk-empty">{say('agency.notCompared')}</p> : <FindingList findings={findings} names={names} />}
    </section>
  )
}
