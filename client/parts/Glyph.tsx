import type { Freshness, Status } from '#contract'

const SHAPES = {
  2: 'M12 2.2 22.6 21H1.4Z',
  3: 'M12 1.2 22.8 12 12 22.8 1.2 12Z',
  4: 'M12 1.6a10.4 10.4 0 1 0 0 20.8a10.4 10.4 0 1 0 0-20.8Z',
} as const

/** Priority shapes: a triangle is bad, a diamond is watch, a circle (alarms only) is least. Shape first, colour last. */
export function Glyph({ priority, mark = '!' }: { priority: 2 | 3 | 4; mark?: string }) {
  return (
    <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[priority]} fill={`var(--p${priority})`} stroke={`var(--p${priority}-e)`} strokeWidth="1.4" strokeLinejoin="round" />
      <text x="12" y={priority === 2 ? 17.6 : 16.4} textAnchor="middle" fontSize={priority === 2 ? 11 : 12.5} fontWeight="600" fill={`var(--p${priority}-on)`}>{mark}</text>
    </svg>
  )
}

export const StaleGlyph = () => (
  <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="9.4" fill="none" stroke="var(--stale-e)" strokeWidth="2.2" strokeDasharray="3.2 2.7" />
    <path d="M12 6.8V12.4L15.6 15" fill="none" stroke="var(--stale-e)" strokeWidth="2.2" />
  </svg>
)

export const LostGlyph = () => (
  <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="9.4" fill="none" stroke="var(--p2-e)" strokeWidth="2.2" />
    <path d="M8 8 16 16M16 8 8 16" stroke="var(--p2-e)" strokeWidth="2.2" />
  </svg>
)

const Tick = () => (
  <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12.6 9.6 18 20 6.6" fill="none" stroke="var(--t2)" strokeWidth="2.6" /></svg>
)

const Dash = () => (
  <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 12H18" stroke="var(--t3)" strokeWidth="2.4" /></svg>
)

/** Good is a grey tick: saturated colour is for what is wrong. */
export function StatusGlyph({ status }: { status: Status }) {
  if (status === 'bad') return <Glyph priority={2} />
  if (status === 'watch') return <Glyph priority={3} />
  return status === 'good' ? <Tick /> : <Dash />
}

/** What a value's shape says first: too old and cut off come before any status. */
export function ViewGlyph({ freshness, status }: { freshness: Freshness; status: Status }) {
  if (freshness === 'stale') return <StaleGlyph />
  return freshness === 'lost' ? <LostGlyph /> : <StatusGlyph status={status} />
}

/** Three peaks of the Bà Đen range, one stroke. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 96 64" aria-hidden="true">
    <path d="M2 60 L26 34 L35 44 L52 8 L68 40 L76 31 L94 60" fill="none" stroke="currentColor" strokeWidth="5" strokeLinecap="square" />
  </svg>
)

export function Arrow({ delta }: { delta: number }) {
  const path = delta > 0 ? 'M5 19 19 5M8.5 5H19V15.5' : delta < 0 ? 'M5 5 19 19M19 8.5V19H8.5' : 'M3 12H21M14.5 5.5 21 12 14.5 18.5'
  return <svg className="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d={path} fill="none" stroke="currentColor" strokeWidth="2.6" /></svg>
}
