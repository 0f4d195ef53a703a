import { type RefObject, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { Panel } from '#contract'
import { addPanel, findRoom, freeId } from '../../../boards/index.ts'
import { finderOf, useLocale, useSay } from '../../../locale/index.ts'
import { FindBox } from '../../../parts/index.ts'
import { PanelBoundary } from '../../../scenes/PanelBoundary.tsx'
import { widgets, type WidgetDefinition } from '../../../widgets/index.ts'
import { Dialog } from './Dialog.tsx'
import { changeIn, useEditing } from './editing.ts'
import { kindName } from '../../kind-name.ts'

interface Props {
  /** The one to make another kind of; a new one is put on `tile` where absent. */
  panel?: Panel
  tile: string
  close(): void
  added(id: string): void
}

/** Every kind of panel with a picture of what it looks like, to be found by name. */
export function KindDialog({ panel, tile, close, added }: Props) {
  const say = useSay()
  const editing = useEditing()
  const [wanted, want] = useState('')
  const shown = useMemo(() => {
    const finds = finderOf(wanted)
    return Object.values(widgets).filter(({ kind }) => finds(kind, kindName(kind, say), say(`board.for-${kind}`)))
  }, [wanted, say])
  const choose = (widget: WidgetDefinition) => {
    if (panel !== undefined) {
      // Options of another kind mean nothing to this one.
      if (widget.kind !== panel.widget) changeIn(editing, panel.id, (one) => ({ ...one, widget: widget.kind, options: {} }))
    } else {
      const id = freeId(editing.scene, widget.kind)
      editing.editor.act(addPanel(editing.scene, { id, widget: widget.kind, options: {}, ...findRoom(editing.scene, tile, sizeOf(widget)) }))
      added(id)
    }
    close()
  }
  return (
    <Dialog title={say(panel === undefined ? 'board.addWhat' : 'board.otherKind')} wide close={close}>
      <FindBox label={say('board.findKind')} wanted={wanted} want={want} found={shown.length} />
      <ul className="kinds">
        {shown.map((widget) => (
          <li key={widget.kind}>
            <button type="button" aria-current={widget.kind === panel?.widget} data-kind={widget.kind} onClick={() => choose(widget)}>
              <Sample widget={widget} />
              <strong>{kindName(widget.kind, say)}</strong>
              <small>{say(`board.for-${widget.kind}`)}</small>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** As large as its sample is made, on the grid. */
function sizeOf({ cases: [first] }: WidgetDefinition): Pick<Panel, 'columns' | 'rows'> {
  if (first === undefined) return { columns: 6, rows: 2.5 }
  return { columns: Math.min(12, Math.max(1, Math.round((first.width + 24) / 154))), rows: Math.min(6, Math.max(1, Math.round(((first.height + 24) / 168) * 2) / 2)) }
}

const PICTURE = { width: 232, height: 132 }

/** The kind in small, with the figures of its own sample. */
function Sample({ widget }: { widget: WidgetDefinition }) {
  const locale = useLocale()
  const frame = useRef<HTMLSpanElement>(null)
  const isSeen = useSeen(frame)
  const [one] = widget.cases
  if (one === undefined) return null
  const scale = Math.min(PICTURE.width / one.width, PICTURE.height / one.height)
  return (
    <span className="kind-picture" data-theme="wall" inert ref={frame}>
      {isSeen && <span style={{ width: one.width * scale, height: one.height * scale }}>
        <span style={{ width: one.width, height: one.height, transform: `scale(${scale})` }}>
          <PanelBoundary broken={null}><Suspense><widget.View {...one.props} options={widget.options.parse(one.props.options)} wall locale={locale} /></Suspense></PanelBoundary>
        </span>
      </span>}
    </span>
  )
}

/** Thirty maps and charts at once are a long wait: each is drawn when it comes into sight. */
function useSeen(element: RefObject<Element | null>): boolean {
  const [isSeen, see] = useState(false)
  useEffect(() => {
    const node = element.current
    if (node === null || typeof IntersectionObserver === 'undefined') return undefined
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && see(true), { rootMargin: '120px' })
    observer.observe(node)
    return () => observer.disconnect()
  }, [element])
  return isSeen
}
