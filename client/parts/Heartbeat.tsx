import type { Beat } from '#contract'

interface Props {
  beats: readonly Beat[]
  /** From one tick to the next, and how tall a late one is. */
  tick?: number
  height?: number
}

/** 48 half hours: on time short and pale, late tall and light, missing underscored; shape carries it without colour. */
export function Heartbeat({ beats, tick = 9, height = 56 }: Props) {
  const thick = tick - 3
  return (
    <svg className="heartbeat" width={48 * tick} height={height} aria-hidden="true">
      {beats.map((beat, i) => {
        const x = i * tick
        if (beat === 'missing') return <rect key={x} x={x} y={height - 6} width={thick} height="6" fill="var(--stale-e)" />
        if (beat === 'late') return <rect key={x} x={x} y="4" width={thick} height={height - 4} fill="var(--t2)" />
        if (beat === 'paused') return <path key={x} d={`M${x + thick / 2} ${height / 2}V${height}`} stroke="var(--t3)" strokeWidth={thick / 2} strokeDasharray="6 5" />
        return <rect key={x} x={x} y={beat === 'none' ? height - 2 : height / 2} width={thick} height={beat === 'none' ? 2 : height / 2} fill={beat === 'none' ? 'var(--line-strong)' : 'var(--ink-3)'} />
      })}
    </svg>
  )
}
