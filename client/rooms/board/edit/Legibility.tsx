import { useCallback } from 'react'
import type { Panel } from '#contract'
import { formatNumber, useLocale, useSay } from '../../../locale/index.ts'
import { StatusGlyph } from '../../../parts/index.ts'
import { LEAST_ARCMINUTES } from '../../../scenes/arcminutes.ts'
import { drawnPanel } from './find-drawn.ts'
import { measurePanel } from './measure.ts'
import { DESK_SCALE, type Place } from './stage.ts'
import { useMeasured } from './use-measured.ts'

/** Letters smaller than this are not read at a desk. */
const FLOOR_PX = 12
const EVERY_MS = 1_000

/** Whether the smallest that is written in the panel can be read there, in words and by a shape. Looked at again each second: figures grow. */
export function Legibility({ panel, place }: { panel: Panel; place: Place }) {
  const say = useSay()
  const locale = useLocale()
  const measure = useCallback(() => {
    const drawn = drawnPanel(panel.id)
    return drawn === undefined ? undefined : measurePanel(drawn, place.profile)
  }, [panel, place])
  const hardest = useMeasured(measure, EVERY_MS)
  if (hardest === undefined) return null
  const { px, minutes, metres, farthest, isEnough } = hardest
  const number = (value: number, digits = 1) => formatNumber(value, digits, locale)
  if (place.kind === 'desk') {
    const shown = px * DESK_SCALE
    return <Line isEnough={shown >= FLOOR_PX} words={say(shown >= FLOOR_PX ? 'board.deskEnough' : 'board.deskSmall', { px: number(shown, 0), floor: FLOOR_PX })} />
  }
  return (
    <>
      <Line isEnough={isEnough} words={say(isEnough ? 'board.enough' : 'board.small', { px: number(px, 0), minutes: number(minutes), m: number(metres, 0), floor: LEAST_ARCMINUTES })} />
      <p className="desk-note">{say('board.farthest', { minutes: number(farthest), m: number(place.profile.farthestSeatM, 0) })}</p>
    </>
  )
}

const Line = ({ isEnough, words }: { isEnough: boolean; words: string }) => <p className="legibility" data-enough={isEnough}><StatusGlyph status={isEnough ? 'good' : 'bad'} />{words}</p>
