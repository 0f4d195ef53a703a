import { useId } from 'react'
import type { Scene, SceneFrame } from '#contract'
import { changeScene } from '../../../boards/index.ts'
import { useSay } from '../../../locale/index.ts'
import { useEditing } from './editing.ts'
import { LayoutField } from './LayoutField.tsx'
import { NumberField } from './NumberField.tsx'
import { TurnsField } from './TurnsField.tsx'

/** The board as a whole: what it is called, which tiles stand where, and how long each has its turn. */
export function SceneFields() {
  const say = useSay()
  const id = useId()
  const { editor, scene, faults } = useEditing()
  const change = (part: Partial<SceneFrame>, field?: string) => editor.act(changeScene(scene, part), field)
  const title = (part: 'vi' | 'en', text: string) => text !== '' && change({ title: { ...scene.title, [part]: text } }, `scene-${part}`)
  return (
    <>
      <header>
        <h2>{say('board.whole')}</h2>
        <p>{say('board.panelCount', { n: scene.panels.length })}</p>
        {faults.some(({ panel }) => panel === undefined) && <ul className="panel-faults">{faults.filter(({ panel }) => panel === undefined).map(({ message }) => <li key={message}>{message}</li>)}</ul>}
      </header>
      <section aria-labelledby={`${id}-name`}>
        <h3 id={`${id}-name`}>{say('board.name')}</h3>
        <div className="field"><label htmlFor={`${id}-vi`}>{say('board.vi')}</label><input id={`${id}-vi`} value={scene.title.vi} maxLength={120} onChange={({ target }) => title('vi', target.value)} /></div>
        <div className="field"><label htmlFor={`${id}-en`}>{say('board.en')}</label><input id={`${id}-en`} value={scene.title.en} maxLength={120} onChange={({ target }) => title('en', target.value)} /></div>
      </section>
      <section aria-labelledby={`${id}-layouts`}>
        <h3 id={`${id}-layouts`}>{say('board.layouts')}</h3>
        <p className="desk-note">{say('board.layoutsNote')}</p>
        {Object.entries(scene.layouts).map(([grid, rows]) => <LayoutField key={grid} grid={grid} rows={rows} change={(next) => change({ layouts: withLayout(scene, grid, next) })} />)}
        <div className="actions">
          {['3x2', '2x2', '2x1', '1x1'].filter((grid) => scene.layouts[grid] === undefined).map((grid) => <button key={grid} type="button" onClick={() => change({ layouts: withLayout(scene, grid, firstLayout(grid)) })}>{say('board.addLayout', { grid: grid.replace('x', ' × ') })}</button>)}
        </div>
      </section>
      <section aria-labelledby={`${id}-turns`}>
        <h3 id={`${id}-turns`}>{say('board.turns')}</h3>
        <div className="field"><label htmlFor={`${id}-seconds`}>{say('board.turnSeconds')}</label><NumberField id={`${id}-seconds`} value={scene.turnSeconds} step={1} min={10} max={600} change={(turnSeconds) => turnSeconds !== undefined && change({ turnSeconds: Math.round(turnSeconds) }, 'turnSeconds')} /></div>
        <TurnsField scene={scene} change={(turns) => change({ turns })} />
      </section>
    </>
  )
}

function withLayout({ layouts }: Scene, grid: string, rows: string[][] | undefined): Scene['layouts'] {
  const { [grid]: _, ...rest } = layouts
  return rows === undefined ? rest : { ...layouts, [grid]: rows }
}

function firstLayout(grid: string): string[][] {
  const [columns = 1, rows = 1] = grid.split('x').map(Number)
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (__, column) => String.fromCodePoint(97 + row * columns + column)))
}
