import { useMemo } from 'react'
import type { Panel } from '#contract'
import { LanguageSwitch } from '../../../app/LanguageSwitch.tsx'
import { overlapsOf, tilesOf } from '../../../boards/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { Glyph } from '../../../parts/index.ts'
import { kindName } from '../../kind-name.ts'
import { useEditing } from './editing.ts'
import { hitOf } from './find-drawn.ts'
import { panelName } from './names-of.ts'
import type { Stage } from './stage.ts'

/** Every panel as a button, tile by tile: the way for who works without a mouse, and for what lies under another. */
export function PanelList({ stage, open, add }: { stage: Stage; open(id: string): void; add(): void }) {
  const say = useSay()
  const { scene, select, selected } = useEditing()
  const overlaps = useMemo(() => overlapsOf(scene), [scene])
  const tiles = tilesOf(scene, stage.tiles.map((tile) => ({ names: tile.names, column: 1, row: 1, height: 1 })))
  return (
    <nav className="panel-list" aria-label={say('board.panels')}>
      <button type="button" className="is-strong" onClick={add}>{say('board.add')}</button>
      <button type="button" className="panel-row is-scene" aria-current={selected === undefined} onClick={() => select(undefined)}>{say('board.whole')}</button>
      <div className="panel-tiles">
        {tiles.map((tile) => (
          <section key={tile}>
            <h2>{say('board.tile', { tile: tile.toUpperCase() })}{stage.tiles.every(({ names }) => !names.includes(tile)) && <em> {say('board.notHere')}</em>}</h2>
            <ul>
              {scene.panels.filter((panel) => panel.tile === tile).toSorted((a, b) => a.row - b.row || a.column - b.column)
                .map((panel) => <li key={panel.id}><Row panel={panel} isOver={overlaps.has(panel.id)} open={open} /></li>)}
            </ul>
          </section>
        ))}
      </div>
      <LanguageSwitch />
    </nav>
  )
}

function Row({ panel, isOver, open }: { panel: Panel; isOver: boolean; open(id: string): void }) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue, selected, faults } = useEditing()
  const isFaulty = faults.some((fault) => fault.panel === panel.id)
  const go = () => {
    open(panel.id)
    // Once it is drawn there.
    requestAnimationFrame(() => hitOf(panel.id)?.focus())
  }
  return (
    <button type="button" className="panel-row" aria-current={panel.id === selected} data-panel-row={panel.id} onClick={go}>
      <span>{panelName(panel, catalogue, { locale, say })}</span>
      <small>{kindName(panel.widget, say)}</small>
      {(isOver || isFaulty) && <em><Glyph priority={2} /> {say(isFaulty ? 'board.faulty' : 'board.over')}</em>}
    </button>
  )
}
