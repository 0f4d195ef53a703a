import { useCallback } from 'react'
import type { Check, LostRow, SourceId } from '#contract'
import { rawPath } from '../../api/index.ts'
import { pageApi } from '../../app/api.ts'
import { formatAge, formatNumber, useSay } from '../../locale/index.ts'
import { FindingList } from './FindingList.tsx'
import type { Names } from './names.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { useReadAgain } from './use-read-again.ts'

export interface LostOpen {
  key: string
  source: SourceId
  check: Check
  dataset: string | undefined
  from: string
  to: string
}

const REJECTS_SHOWN = 5

/** The passes that lost a point: what was found in each, what could not be read, and its bytes. */
export function LostRows({ open: { source, check, dataset, from, to }, names }: { open: LostOpen; names: Names }) {
  const say = useSay()
  const { answer, thrown } = useReadAgain(useCallback(() => pageApi.lostRows({ source, check, dataset, from, to }), [source, check, dataset, from, to]))
  if (answer === undefined) return thrown === undefined ? <p className="desk-note" role="status">{say('app.loading')}</p> : <ProblemNote title={say('agency.rowsFailed')} thrown={thrown} />
  const { rows, gaps, isCut, reach } = answer
  return (
    <div className="lost-rows" data-lost={check}>
      {gaps.length > 0 && <ul className="gaps">{gaps.map((gap) => <li key={gap.from}>{say('agency.gap', { from: names.moment(gap.from), length: formatAge(Date.parse(gap.to) - Date.parse(gap.from), names.locale) })}</li>)}</ul>}
      {rows.length === 0 && gaps.length === 0 && <p className="desk-note">{say('agency.noRows', { at: names.moment(reach) })}</p>}
      {rows.length > 0 && <ol>{rows.map((row) => <Row key={row.run} row={row} source={source} names={names} />)}</ol>}
      {isCut && <p className="desk-note">{say('agency.rowsCut', { n: rows.length })}</p>}
    </div>
  )
}

function Row({ row: { run, at, lost, error, findings, rejects, raw }, source, names }: { row: LostRow; source: SourceId; names: Names }) {
  const say = useSay()
  const rest = rejects.length - REJECTS_SHOWN
  return (
    <li data-run={run}>
      <h4>{names.moment(at)} <span>{say('agency.lostCount', { n: formatNumber(lost, 0, names.locale) })}</span></h4>
      {error !== undefined && findings.length === 0 && <p>{error[names.locale]}</p>}
      {findings.length > 0 && <FindingList findings={findings} names={names} />}
      {rejects.length > 0 && (
        <ul className="rejects">
          {rejects.slice(0, REJECTS_SHOWN).map(({ index, code, pointer, reason, raw: told }) => (
            <li key={`${index} ${code} ${pointer ?? ''} ${reason.vi}`}>{say('agency.exampleRow', { n: formatNumber(index + 1, 0, names.locale) })}: {reason[names.locale]}{told !== undefined && <code>{told}</code>}</li>
          ))}
          {rest > 0 && <li>{say('agency.moreRejects', { n: rest })}</li>}
        </ul>
      )}
      {raw.map(({ sha256, bytes }, n) => (
        // The same bytes may be kept twice in one pass: by their place they are two.
        // oxlint-disable-next-line react/no-array-index-key
        <a key={n} href={rawPath(source, run, n)} target="_blank" rel="noreferrer" title={`SHA-256 ${sha256}`}>{say('agency.rawAnswer', { n: n + 1, size: formatNumber(bytes, 0, names.locale) })}</a>
      ))}
    </li>
  )
}
