import { walkXml } from './walk-xml.ts'

/** What a cell's number format says about the number: `unclear` shows another number than the cell holds. */
export type Shown = 'plain' | 'percent' | 'date' | 'unclear'

/** ECMA-376 part 1, 18.8.30, with the ids East Asian versions use for dates. */
const BUILT_IN_DATES: readonly (readonly [from: number, to: number])[] = [[14, 22], [27, 36], [45, 47], [50, 58]]

/** By style index (`s` of a cell). */
export function readStyles(xml: string): Shown[] {
  const custom = new Map<string, Shown>()
  const shown: Shown[] = []
  let inCells = false
  walkXml(xml, 'styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(attributes['numFmtId'] ?? '', showsAs(attributes['formatCode'] ?? ''))
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) shown.push(custom.get(attributes['numFmtId'] ?? '0') ?? builtIn(Number(attributes['numFmtId'] ?? 0)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return shown
}

function builtIn(id: number): Shown {
  if (id === 9 || id === 10) return 'percent'
  return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to) ? 'date' : 'plain'
}

/** Reads a format code without what is only text or colour in it. Sections (`;`) that show one number in different ways are unclear. */
export function showsAs(code: string): Shown {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
  if (/[dmyhs]/i.test(bare.replace(/General/gi, ''))) return 'date'
  const sections = bare.split(';').filter((section) => /[0#?]|General/i.test(section))
  const percents = sections.filter((section) => section.includes('%')).length
  // A comma behind the last digit divides what is shown by a thousand: 35 000 000 looks like 35 000.
  if ((percents !== 0 && percents !== sections.length) || sections.some((section) => /[0#?],+(?![0#?,])/.test(section))) return 'unclear'
  return percents > 0 ? 'percent' : 'plain'
}
