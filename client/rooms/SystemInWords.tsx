import type { ReactNode } from 'react'
import type { Freshness, SystemState } from '#contract'
import { type Connection, useConnection, useLive, useServerNow, useSources, useSystem } from '../live/index.ts'
import { formatAge, useLocale, useSay } from '../locale/index.ts'
import { sumUp } from './sum-up.ts'

/** What a duty officer wants to know before opening the wall: does it run, from what, how safe, how old. */
export function SystemInWords() {
  const say = useSay()
  const system = useSystem()
  const connection = useConnection()
  return (
    <section className="front-state" aria-labelledby="state-title">
      <h2 id="state-title">{say('front.state')}</h2>
      <dl data-connection={connection.state}>
        <Row term={say('front.line')}>{say(lineKey(connection))}</Row>
        <SourceRows />
        <NewestRow />
        {system && <Row term={say('front.safety')}>{say(safetyKey(system))}</Row>}
        {system && system.pressure !== 'none' && <Row term={say('front.pressure')}>{say(`front.pressure-${system.pressure}`)}</Row>}
        {system && <Row term={say('front.origin')}>{say(system.demo ? 'front.demo' : 'front.noDemo')}</Row>}
      </dl>
    </section>
  )
}

function SourceRows() {
  const say = useSay()
  const locale = useLocale()
  const { onTime, known, slowest } = sumUp(useSources())
  const now = useServerNow(1_000)
  if (known === 0) return <Row term={say('front.sources')}>{say('front.unknown')}</Row>
  return (
    <>
      <Row term={say('front.sources')}>{say('system.onTime', { onTime, known })}</Row>
      <Row term={say('front.slowest')}>
        {slowest && now !== undefined
          ? say(slowestKey(slowest.freshness), {
              source: slowest.view.info.title[locale],
              age: slowest.newestAt === undefined ? '' : formatAge(now - slowest.newestAt, locale),
            })
          : say('system.noneSlow')}
      </Row>
    </>
  )
}

function NewestRow() {
  const say = useSay()
  const locale = useLocale()
  const { live } = useLive()
  const now = useServerNow(1_000)
  // Looked up once a second: a thousand series cost less than a listener on each.
  const newest = Math.max(...live.series().map((series) => live.entry(series)?.at ?? -Infinity))
  const text = now === undefined || !Number.isFinite(newest) ? say('front.unknown') : say('front.ago', { age: formatAge(now - newest, locale) })
  return <Row term={say('front.newest')}>{text}</Row>
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const slowestKey = (freshness: Freshness): string => (freshness === 'never' ? 'front.slowestNever' : `front.slowest-${freshness}`)

function lineKey({ state, reason }: Connection): string {
  if (state === 'lost') return 'system.lost'
  return state === 'degraded' ? `front.line-${reason ?? 'slow'}` : `front.line-${state}`
}

function safetyKey({ bus, durability, busReachable }: SystemState): string {
  if (!busReachable) return 'front.safety-unreachable'
  return bus === 'memory' ? 'front.safety-memory' : `front.safety-${durability}`
}
