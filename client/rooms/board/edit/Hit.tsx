import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react'
import type { Panel } from '#contract'
import { type Handle, HANDLES } from '../../../boards/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { Glyph } from '../../../parts/index.ts'
import { kindName } from '../../kind-name.ts'
import { useEditing } from './editing.ts'
import { panelName } from './names-of.ts'

interface Props {
  panel: Panel
  style: CSSProperties
  /** Panels it lies on. */
  under: readonly string[]
  /** The one the Tab key comes to. */
  isFirst: boolean
  isHeld: boolean
  take(event: PointerEvent, handle?: Handle): void
  onKey(event: KeyboardEvent): void
  onLeave(): void
}

/** A panel as something to take hold of: with the mouse by its face or its edges, by keyboard with the arrows. */
export function Hit({ panel, style, under, isFirst, isHeld, take, onKey, onLeave }: Props) {
  const say = useSay()
  const locale = useLocale()
  const { catalogue, scene, selected, select, faults } = useEditing()
  const isSelected = panel.id === selected
  const own = faults.filter((fault) => fault.panel === panel.id)
  const nameOf = (id: string) => {
    const other = scene.panels.find((one) => one.id === id)
    return other === undefined ? id : panelName(other, catalogue, { locale, say })
  }
  const words = [...own.map(({ message }) => message), ...(under.length > 0 ? [say('board.liesOn', { names: under.map(nameOf).join(', ') })] : [])]
  const label = `${panelName(panel, catalogue, { locale, say })}, ${kindName(panel.widget, say)}, ${say('board.tile', { tile: panel.tile.toUpperCase() })}${words.length > 0 ? `. ${words.join('. ')}` : ''}`
  return (
    <>
      <button
        type="button" className={`hit${words.length > 0 ? ' is-faulty' : ''}${isHeld ? ' is-held' : ''}`} style={style} data-hit={panel.id} aria-pressed={isSelected} aria-label={label} tabIndex={isFirst ? 0 : -1}
        onPointerDown={(event) => take(event)} onClick={() => select(panel.id)} onFocus={() => select(panel.id)} onBlur={onLeave} onKeyDown={onKey}
      >
        {words.length > 0 && <span className="hit-fault"><Glyph priority={2} />{under.length > 0 && own.length === 0 ? say('board.over') : say('board.faulty')}</span>}
      </button>
      {isSelected && (
        <span className="handles" style={style} aria-hidden="true">
          {HANDLES.map((handle) => <i key={`${handle.x} ${handle.y}`} className={`handle x${handle.x} y${handle.y}`} onPointerDown={(event) => take(event, handle)} />)}
        </span>
      )}
    </>
  )
}
