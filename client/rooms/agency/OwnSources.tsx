import { useMemo, useState } from 'react'
import type { SourceInfo, SourceView } from '#contract'
import { useServerNow, useSources } from '../../live/index.ts'
import { formatNumber, useSay } from '../../locale/index.ts'
import { ageWords, countBeats, everyText, Heartbeat, Ring, usePaper } from '../../parts/index.ts'
import type { Names } from './names.ts'

const FIRST = 8
const WEIGHT = { stale: 0, lost: 1, late: 2, never: 3, live: 4 } as const

/** One's own among those the line tells of; those that are furthest behind first. */
export function useOwnSources(own: readonly SourceInfo[]): readonly SourceView[] {
  const all = useSources()
  return useMemo(() => {
    const ids = new Set<string>(own.map(({ id }) => id))
    return all.filter(({ info }) => ids.has(info.id)).toSorted((a, b) => WEIGHT[a.freshness] - WEIGHT[b.freshness])
  }, [all, own])
}

/** How each source is connected, its last day in half hours, what it brought, and how old its newest figure is. */
export function OwnSources({ sources, names }: { sources: readonly SourceView[]; names: Names }) {
  const say = useSay()
  const [isWhole, showWhole] = useState(false)
  const isPaper = usePaper()
  const shown = isWhole || isPaper ? sources : sources.slice(0, FIRST)
  return (
    <section className="card home-sources" aria-labelledby="home-sources">
      <header className="card-head"><h2 id="home-sources">{say('home.sources')}</h2><span className="desk-note">{say('home.sourcesNote')}</span></header>
      {sources.length === 0 && <p className="desk-empty">{say('home.noSources')}</p>}
      {sources.length > 0 && (
        <table className="desk-table">
          <thead><tr><th scope="col">{say('home.source')}</th><th scope="col">{say('home.beats')}</th><th scope="col" className="is-figure">{say('home.records')}</th><th scope="col">{say('home.age')}</th></tr></thead>
          <tbody>{shown.map((source) => <Row key={source.info.id} source={source} names={names} />)}</tbody>
        </table>
      )}
      {shown.length < sources.length && <p className="card-foot"><button type="button" onClick={() => showWhole(true)}>{say('home.allSources', { n: sources.length })}</button></p>}
    </section>
  )
}

function Row({ source: { info, freshness, health }, names }: { source: SourceView; names: Names }) {
  const say = useSay()
  const { locale, timeZone } = names
  const now = useServerNow(1_000) ?? 0
  const isPaper = usePaper()
  const { word, age } = ageWords(freshness, health?.newestAt, now, timeZone, locale, isPaper)
  const counts = countBeats(health?.beats ?? [])
  const told = (['on-time', 'late', 'missing', 'paused'] as const).filter((beat) => counts[beat] > 0).map((beat) => say(`beats.${beat}`, { n: counts[beat] }))
  const gone = health?.newestAt === undefined || info.everyMs === undefined ? 0 : (now - health.newestAt) / (info.everyMs * 1.2)
  const rhythm = info.everyMs === undefined ? say('beats.atWill') : say('beats.every', { every: everyText(info.everyMs, say) })
  return (
    <tr className={freshness === 'stale' ? 'is-hatched' : undefined} data-source={info.id} data-freshness={freshness}>
      <th scope="row">{info.title[locale]}<small>{[say(`driver.${info.driver}`), rhythm, ...(info.origin === 'real' ? [] : [say('figure.demo')])].join(', ')}</small></th>
      <td className="home-beats"><Heartbeat beats={health?.beats ?? []} tick={4.5} height={22} /><small>{told.length === 0 ? say('beats.noneYet') : told.join(', ')}</small></td>
      <td className="is-figure" data-label={say('home.records')}>{health === undefined ? say('home.notTold') : formatNumber(health.accepted, 0, locale)}{health !== undefined && health.rejected > 0 && <small>{say('home.rejected', { n: formatNumber(health.rejected, 0, locale) })}</small>}</td>
      <td className="home-age"><span><Ring freshness={freshness} gone={gone} /> {health?.paused === true ? <b>{say('fresh.paused')}</b> : word !== undefined && <b>{word}</b>} {age}</span>{health?.error !== undefined && <small>{say(`sources.error-${health.error.kind}`)}</small>}</td>
    </tr>
  )
}
