import { useCallback, useMemo } from 'react'
import type { Panel } from '#contract'
import { overlapsOf } from '../../../boards/index.ts'
import { formatNumber, useLocale, useSay } from '../../../locale/index.ts'
import { Glyph, StatusGlyph } from '../../../parts/index.ts'
import { LEAST_ARCMINUTES } from '../../../scenes/arcminutes.ts'
import { useEditing } from './editing.ts'
import { drawnPanel } from './find-drawn.ts'
import { measurePanel } from './measure.ts'
import { panelName } from './names-of.ts'
import { DESK_SCALE, type Place, type Stage } from './stage.ts'
import { useMeasured } from './use-measured.ts'

const FLOOR_PX = 12

/** Looked at every few seconds: figures grow, and charts come later. */
const EVERY_MS = 3_000

/** What on this wall lies over another, or cannot be read from where one sits: with a way to each. */
export function BoardCheck({ stage, place, open }: { stage: Stage; place: Place; open(id: string): void }) {
  const say = useSay()
  const locale = useLocale()
  const { scene, catalogue } = useEditing()
  const overlaps = useMemo(() => overlapsOf(scene), [scene])
  const measure = useCallback(() => stage.panels.flatMap(({ panel }) => {
    const drawn = drawnPanel(panel.id)
    const found = drawn === undefined ? undefined : measurePanel(drawn, place.profile)
    const isEnough = place.kind === 'desk' ? (found?.px ?? FLOOR_PX / DESK_SCALE) * DESK_SCALE >= FLOOR_PX : found?.isEnough
    return found === undefined || isEnough === true ? [] : [{ ...found, panel }]
  }), [stage, place])
  const hard = useMeasured(measure, EVERY_MS) ?? NONE
  const nameOf = (panel: Panel) => panelName(panel, catalogue, { locale, say })
  const over = scene.panels.filter(({ id }) => overlaps.has(id))
  return (
    <section className="board-check" aria-label={say('board.check')}>
      <h2>{say('board.check')}</h2>
      <ul>
        {over.length === 0 && <li><StatusGlyph status="good" />{say('board.noneOver')}</li>}
        {over.map((panel) => <li key={panel.id}><Glyph priority={2} />{say('board.over')}<button type="button" className="is-link" onClick={() => open(panel.id)}>{nameOf(panel)}</button></li>)}
        {hard.length === 0 && <li><StatusGlyph status="good" />{say(place.kind === 'desk' ? 'board.allReadDesk' : 'board.allRead', { floor: place.kind === 'desk' ? FLOOR_PX : LEAST_ARCMINUTES })}</li>}
        {hard.map(({ panel, px, minutes }) => (
          <li key={panel.id}>
            <Glyph priority={2} />{place.kind === 'desk' ? say('board.hardDesk', { px: formatNumber(px * DESK_SCALE, 0, locale), floor: FLOOR_PX }) : say('board.hard', { minutes: formatNumber(minutes, 1, locale), floor: LEAST_ARCMINUTES })}
            <button type="button" className="is-link" onClick={() => open(panel.id)}>{nameOf(panel)}</button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const NONE: readonly never[] = []
