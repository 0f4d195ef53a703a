import { useState } from 'react'
import type { LineageRun, SourceId } from '#contract'
import type { RawText } from '../../api/index.ts'
import { rawPath } from '../../api/index.ts'
import { pageApi } from '../../app/api.ts'
import { formatNumber, useSay } from '../../locale/index.ts'
import type { Names } from '../agency/names.ts'

/** The bytes received, with the sum that was taken of them on arrival. */
export function RawAnswers({ source, run, names, title }: { source: SourceId; run: Pick<LineageRun, 'id' | 'raw'>; names: Names; title?: string }) {
  const say = useSay()
  const [opened, open] = useState<{ n: number; raw: RawText | 'waiting' | 'failed' }>()
  if (run.raw.length === 0) return null
  const show = (n: number) => {
    open({ n, raw: 'waiting' })
    void pageApi.rawAnswer(source, run.id, n).then((raw) => open({ n, raw }), () => open({ n, raw: 'failed' }))
  }
  return (
    <section>
      <h3>{title ?? say('lineage.raw')}</h3>
      {run.raw.map(({ sha256, bytes, contentType, state }, n) => (
        <div className="raw-answer" key={`${sha256} ${n}`}>
          <p>
            <code title={sha256}>SHA-256 {sha256.slice(0, 12)}…{sha256.slice(-6)}</code>
            <span>{say('lineage.bytes', { n: formatNumber(bytes, 0, names.locale) })}</span>
            {contentType !== undefined && <span>{contentType}</span>}
            <span>{say(`lineage.raw-${state}`)}</span>
          </p>
          {state === 'kept' && (
            <p className="actions">
              <button type="button" onClick={() => show(n)}>{say('lineage.showRaw')}</button>
              <a href={rawPath(source, run.id, n)} target="_blank" rel="noreferrer">{say('lineage.openRaw')}</a>
            </p>
          )}
          {opened?.n === n && <RawShown raw={opened.raw} sha256={sha256} />}
        </div>
      ))}
    </section>
  )
}

function RawShown({ raw, sha256 }: { raw: RawText | 'waiting' | 'failed'; sha256: string }) {
  const say = useSay()
  if (raw === 'waiting') return <p role="status">{say('app.loading')}</p>
  if (raw === 'failed') return <p className="plate is-bad" role="alert">{say('lineage.rawFailed')}</p>
  const verdict = raw.sha256 === undefined ? 'server' : raw.sha256 === sha256 ? 'same' : 'other'
  return (
    <>
      <p className={verdict === 'other' ? 'plate is-bad' : 'hash-verdict'} data-hash={verdict}>{say(`lineage.hash-${verdict}`)}</p>
      <pre tabIndex={0} data-raw={sha256}>{raw.text}{raw.isCut ? '…' : ''}</pre>
    </>
  )
}
