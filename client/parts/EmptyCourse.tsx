import type { SeriesView } from '#contract'
import { useSay } from '../locale/index.ts'

/** In the place of a course that cannot be drawn: there is none, or it is still being asked for. That is said only where it takes long: a place that fills at once must not blink. */
export function EmptyCourse({ view, none }: { view: SeriesView; none: string }) {
  const say = useSay()
  return view.trail === undefined ? <p className="p-empty is-asking">{say('trend.asking')}</p> : <p className="p-empty">{none}</p>
}
