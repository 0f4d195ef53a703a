const WIDTH = 960
const HEIGHT = 900
const LINES = 30
const POINTS = 97
const TOP = 446
const STEP = 12.6

/** The shape of an office's day: a morning peak, a quiet noon, a lower afternoon. No figures of ours: nobody is known here yet. */
const DAY = Array.from({ length: POINTS }, (_, index) => {
  const hour = 6 + index / 8
  const bump = (middle: number, width: number, height: number) => height * Math.exp(-0.5 * ((hour - middle) / width) ** 2)
  return bump(9.35, 0.95, 1) + bump(10.6, 0.5, 0.22) + bump(8, 0.55, 0.2) + bump(14.6, 0.9, 0.52) + bump(16.1, 0.5, 0.16)
})

const LINE_PATHS = drawLines()

export function LoginArt() {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      {LINE_PATHS.map(({ course, floor, isLast, opacity }) => (
        <g key={floor}>
          <path d={`${course}L${WIDTH + 20} ${floor}L-20 ${floor}Z`} fill="var(--bg)" />
          <path d={course} fill="none" stroke={isLast ? 'var(--t1)' : 'var(--ink)'} strokeWidth={isLast ? 2.2 : 1.15} opacity={opacity} />
        </g>
      ))}
    </svg>
  )
}

/** The same every time: a made-up picture must not look alive. */
function drawLines() {
  let seed = 20_230_815
  const random = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0
    return seed / 4_294_967_296
  }
  return Array.from({ length: LINES }, (_, line) => {
    const base = TOP + line * STEP
    const isWeekend = (line + 1) % 7 >= 5
    const height = (isWeekend ? 46 : 236) * (0.72 + 0.36 * random()) * (0.62 + 0.38 * Math.sin(((line + 4) / LINES) * Math.PI))
    let drift = 0
    const course = DAY.map((share, index) => {
      drift = drift * 0.55 + (random() - 0.5) * 0.16
      const y = base - Math.max(0, share * height * (1 + drift) + drift * 8 * share)
      return `${index === 0 ? 'M' : 'L'}${(-20 + (index * (WIDTH + 40)) / (POINTS - 1)).toFixed(1)} ${y.toFixed(1)}`
    }).join('')
    const isLast = line === LINES - 1
    return { course, floor: (base + (isLast ? 2 : 40)).toFixed(1), isLast, opacity: isLast ? 1 : Number((0.22 + (0.55 * line) / LINES).toFixed(2)) }
  })
}
