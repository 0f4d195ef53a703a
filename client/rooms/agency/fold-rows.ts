/** Rows to show, and runs of rows with nothing to look at. */
export type Strip<Row> = { kind: 'row'; row: Row } | { kind: 'fold'; count: number; key: string }

/** Fewer are shown whole: folding would hide more than it saves. */
const FEW = 12

/** What needs a look with its neighbours; the rest folded, so that five faults among ninety-six are seen at once. */
export function foldRows<Row extends { row: number }>(rows: readonly Row[], needsLook: (row: Row) => boolean): Strip<Row>[] {
  if (rows.length <= FEW) return rows.map((row) => ({ kind: 'row', row }))
  const keep = rows.map((_, i) => i < 2 || i === rows.length - 1 || [i - 1, i, i + 1].some((near) => rows[near] !== undefined && needsLook(rows[near])))
  const strips: Strip<Row>[] = []
  for (const [i, row] of rows.entries()) {
    const last = strips.at(-1)
    // One row alone takes no more room than the words that would stand for it.
    const isAlone = keep[i - 1] !== false && keep[i + 1] !== false
    if (keep[i] === true || isAlone) strips.push({ kind: 'row', row })
    else if (last?.kind === 'fold') last.count += 1
    else strips.push({ kind: 'fold', count: 1, key: `fold-${row.row}` })
  }
  return strips
}
