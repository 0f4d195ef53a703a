import type { KeyboardEvent } from 'react'
import type { Panel } from '#contract'
import { moveBy, resizeBy, ROW_STEP, rowsOf } from '../../../boards/index.ts'
import { useLocale, useSay } from '../../../locale/index.ts'
import { changeIn, useEditing } from './editing.ts'

const ARROWS: Readonly<Record<string, readonly [columns: number, rows: number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -ROW_STEP], ArrowDown: [0, ROW_STEP] }

/** Arrows move a panel by one step of the grid, with Shift its right and lower edge; Delete takes it away. */
export function useKeys({ remove, told }: { remove(id: string): void; told(id: string, words: string): void }): (event: KeyboardEvent, panel: Panel) => void {
  const say = useSay()
  const locale = useLocale()
  const editing = useEditing()
  return (event, panel) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      remove(panel.id)
      return
    }
    const arrow = ARROWS[event.key]
    if (arrow === undefined) return
    event.preventDefault()
    const [columns, down] = arrow
    const rows = rowsOf(editing.scene, panel.tile)
    const next = event.shiftKey ? resizeBy(panel, { x: columns === 0 ? 0 : 1, y: down === 0 ? 0 : 1 }, { columns, rows: down }, rows) : moveBy(panel, { columns, rows: down }, rows)
    changeIn(editing, panel.id, () => next)
    const number = (n: number) => n.toLocaleString(locale)
    told(panel.id, say('board.stands', { column: number(next.column), row: number(next.row), columns: number(next.columns), rows: number(next.rows) }))
  }
}
