import type { SystemState } from '#contract'
import { type Connection, useConnection, useLive, useSystem } from '../live/index.ts'
import { useSay } from '../locale/index.ts'

/** Which header has room for it: a tile's, a turn's crowded one, or none at all; a cut is told everywhere. */
type Place = 'header' | 'turn' | 'none'
type Line = readonly [key: string, isWorth: boolean]

/** What is not ordinary about the line or the system: loud when the screen is cut, calm otherwise. */
export function Notice({ place }: { place: Place }) {
  const connection = useConnection()
  const system = useSystem()
  if (connection.state === 'lost') return <Lost connection={connection} place={place} />
  return place === 'none' ? null : <Calm lines={calmLines(connection, system)} place={place} />
}

function Lost({ connection, place }: { connection: Connection; place: Place }) {
  const say = useSay()
  const { timeZone } = useLive().catalogue.deployment
  const { heardAt, reason } = connection
  const time = heardAt === undefined ? '' : new Intl.DateTimeFormat('vi-VN', { timeZone, timeStyle: 'medium' }).format(heardAt)
  const key = reason === 'forbidden' ? 'connection.forbidden' : heardAt === undefined ? 'connection.notYet' : place === 'turn' ? 'connection.lostNarrow' : 'connection.lost'
  return (
    <div className={`notice-lost in-${place}`} role="alert">
      <svg viewBox="0 0 76 76" aria-hidden="true"><path d="M38 8 72 68H4Z" fill="currentColor" /></svg>
      <span>{say(key, { time })}</span>
    </div>
  )
}

function Calm({ lines, place }: { lines: readonly Line[]; place: Place }) {
  const say = useSay()
  // On a single screen the header is full: two thin lines below the name would not fit, one does.
  const shown = lines.slice(0, place === 'turn' ? 1 : 3)
  if (shown.length === 0) return null
  return (
    <div className={`notice-calm in-${place}`} role="status">
      {shown.map(([key, isWorth]) => (
        <span key={key} className={isWorth ? 'is-worth' : undefined}>{say(key)}</span>
      ))}
    </div>
  )
}

/** Worst first. */
export function calmLines({ state, reason }: Connection, system: SystemState | undefined): Line[] {
  const lines: Line[] = []
  if (system && !system.busReachable) lines.push(['connection.busUnreachable', true])
  if (system?.pressure === 'memory') lines.push(['connection.memoryFull', true])
  if (system?.pressure === 'disk') lines.push(['connection.diskFull', true])
  if (system?.history === 'waiting') lines.push(['connection.historyWaits', true])
  if (state === 'degraded') lines.push([reason === 'slow' ? 'connection.slow' : 'connection.http', true])
  if (system?.bus === 'memory') lines.push(['connection.memoryBus', true])
  if (system?.demo) lines.push(['connection.demo', false])
  return lines
}
