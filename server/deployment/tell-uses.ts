import { type SeriesUse, type Text, type UseFacts, usesOf } from '#contract'
import { type Fault, noSuchIndicator } from './fault.ts'

const NAMED = new RegExp(`^${noSuchIndicator('(?<id>[^"]+)').vi}`, 'u')

/** Who renames or drops an indicator is told with the first fault of every place that still names it. */
export function tellUses(faults: readonly Fault[], facts: UseFacts): Fault[] {
  return faults.map((fault) => {
    const id = NAMED.exec(fault.vi)?.groups?.['id']
    const uses = id === undefined ? [] : usesOf(id, facts)
    if (uses.length < 2) return fault
    const named = uses.map(nameOf)
    return { ...fault, vi: `${fault.vi}; đang dùng ở ${uses.length} nơi: ${named.map(({ vi }) => vi).join('; ')}`, en: `${fault.en}; used in ${uses.length} places: ${named.map(({ en }) => en).join('; ')}` }
  })
}

function nameOf({ kind, id, panels = [] }: SeriesUse): Text {
  switch (kind) {
    case 'formula': return { vi: `công thức của ${id}`, en: `the formula of ${id}` }
    case 'target': return { vi: `chỉ tiêu của ${id}`, en: `the target of ${id}` }
    case 'briefing': return { vi: `trang lãnh đạo, phần ${id}`, en: `the leaders' pages, ${id}` }
    case 'scene':
    case 'board':
    case 'draft': return { vi: `kịch bản ${id} (ô ${panels.join(', ')})`, en: `scene ${id} (${panels.join(', ')})` }
    default: return kind
  }
}
