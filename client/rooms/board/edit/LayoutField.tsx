import { useId, useState } from 'react'
import { useSay } from '../../../locale/index.ts'
import { Glyph } from '../../../parts/index.ts'
import { Cross } from './Icons.tsx'

const TILE = /^(?:\.|[a-z](?:\/[a-z])*)$/

/** What somebody wrote as rows of tiles, or why it is none. */
export function readLayout(text: string, grid: string): string[][] | { fault: 'columns' | 'rows' | 'tile'; what: string } {
  const [columns = 1, rows = 1] = grid.split('x').map(Number)
  const read = text.trim().toLowerCase().split('\n').map((row) => row.trim().split(/\s+/).filter((one) => one !== ''))
  const odd = read.flat().find((one) => !TILE.test(one))
  if (odd !== undefined) return { fault: 'tile', what: odd }
  if (read.length !== rows) return { fault: 'rows', what: String(rows) }
  return read.every((row) => row.length === columns) ? read : { fault: 'columns', what: String(columns) }
}

/** Which tiles stand where on one kind of wall, as one would write them down: rows below one another. */
export function LayoutField({ grid, rows, change }: { grid: string; rows: readonly (readonly string[])[]; change(rows: string[][] | undefined): void }) {
  const say = useSay()
  const id = useId()
  const [typed, type] = useState<string>()
  const read = typed === undefined ? undefined : readLayout(typed, grid)
  const fault = read === undefined || Array.isArray(read) ? undefined : read
  const hear = (text: string) => {
    type(text)
    const next = readLayout(text, grid)
    if (Array.isArray(next)) change(next)
  }
  return (
    <div className="field layout-field">
      <label htmlFor={id}>{say('board.layout', { grid: grid.replace('x', ' × ') })}</label>
      <div><textarea id={id} className="json" rows={rows.length} spellCheck={false} value={typed ?? rows.map((row) => row.join('  ')).join('\n')} aria-invalid={fault !== undefined} onChange={({ target }) => hear(target.value)} onBlur={() => fault === undefined && type(undefined)} />
        {grid !== '1x1' && <button type="button" aria-label={say('board.dropLayout', { grid })} onClick={() => change(undefined)}><Cross /></button>}</div>
      {fault !== undefined && <p className="panel-faults" role="alert"><Glyph priority={2} />{say(`board.layout-${fault.fault}`, { what: fault.what })}</p>}
    </div>
  )
}
