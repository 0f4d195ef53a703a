import { useCallback } from 'react'
import { Link } from 'wouter'
import type { Catalogue, Indicator, SeriesUse } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useFetched } from '../../app/use-fetched.ts'
import { type Locale, type Say, useLocale, useSay } from '../../locale/index.ts'

/** Targets stand in the definition already, with their papers. */
const KINDS = ['scene', 'board', 'draft', 'briefing', 'formula'] as const

/** Which screens and formulas use an indicator: who changes it knows what changes with it. */
export function UsedIn({ catalogue, indicator }: { catalogue: Catalogue; indicator: Indicator }) {
  const say = useSay()
  const locale = useLocale()
  const fetched = useFetched(useCallback(() => pageApi.usesOfIndicator(indicator.id), [indicator.id]))
  if (fetched.state !== 'ready') return fetched.state === 'waiting' ? null : <p className="card desk-empty desk-note" role="status">{say('use.usedFailed')}</p>
  const { uses, boardsKnown } = fetched.value
  const groups = KINDS.map((kind) => [kind, uses.filter((use) => use.kind === kind)] as const).filter(([, some]) => some.length > 0)
  return (
    <section className="card definition used-in" aria-labelledby="used-in">
      <header className="card-head"><h2 id="used-in">{say('use.used')}</h2></header>
      {groups.length === 0 && <p className="desk-empty">{say('use.usedNowhere')}</p>}
      {groups.length > 0 && (
        <dl>
          {groups.map(([kind, some]) => (
            <div key={kind}>
              <dt>{say(`use.in-${kind}`)}</dt>
              <dd><ul>{some.map((use) => <li key={use.id}><Use use={use} name={nameOf(use, { catalogue, locale, say })} /></li>)}</ul></dd>
            </div>
          ))}
        </dl>
      )}
      {!boardsKnown && <p className="desk-empty desk-note">{say('use.boardsUnknown')}</p>}
    </section>
  )
}

function Use({ use, name }: { use: SeriesUse; name: string }) {
  const say = useSay()
  const { panels = [] } = use
  return <><Link href={hrefOf(use)} className="used-link">{name}</Link>{panels.length > 1 && <small>{say('use.panels', { n: panels.length })}</small>}</>
}

function hrefOf({ kind, id }: SeriesUse): string {
  if (kind === 'board') return `/boards/${id}`
  if (kind === 'draft') return `/boards/${id}/edit`
  if (kind === 'formula') return `/indicator/${encodeURIComponent(id)}`
  return kind === 'briefing' ? briefingHref(id) : `/wall/main?scene=${encodeURIComponent(id)}`
}

const PARTS: Readonly<Record<string, string>> = { lead: '/leader', plans: '/leader/plans', map: '/leader/places', locality: '/leader/places' }
const briefingHref = (part: string): string => PARTS[part] ?? `/leader/domains/${part}`

function nameOf({ kind, id, title }: SeriesUse, { catalogue, locale, say }: { catalogue: Catalogue; locale: Locale; say: Say }): string {
  if (title !== undefined) return title[locale]
  if (kind === 'briefing') return say(`use.part-${id}`)
  return catalogue.indicators.find((one) => one.id === id)?.name[locale] ?? id
}
