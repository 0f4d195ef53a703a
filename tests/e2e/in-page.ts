/** Functions that run inside the page: each stands alone, for its text is what travels there. */

/** As much of a page as they use; the tests' own types know Node only. */
interface Rect { left: number; right: number; top: number; bottom: number; width: number; height: number }
interface Style { fontSize: string; overflowX: string; overflowY: string; visibility: string; display: string }
interface PageNode { nodeType: number; textContent: string | null }
interface PageElement extends PageNode {
  className: unknown
  childNodes: ArrayLike<PageNode> & Iterable<PageNode>
  parentElement: PageElement | null
  offsetWidth: number
  getAttribute(name: string): string | null
  closest(selector: string): PageElement | null
  getBoundingClientRect(): Rect
  querySelectorAll(selector: string): Iterable<PageElement>
}
declare const document: {
  documentElement: { scrollWidth: number; scrollHeight: number; clientWidth: number; clientHeight: number }
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
  createRange(): { selectNodeContents(node: PageNode): void; getBoundingClientRect(): Rect }
}
declare const getComputedStyle: (element: PageElement) => Style

export interface Drawn {
  series: string
  value: string | null
  at: string | null
  freshness: string | null
  panel: string | null
}

/** Cursor and every drawn figure, read in one breath. */
export function readWall(): { epoch: string | null; cursor: string | null; connection: string | null; drawn: Drawn[] } {
  const root = document.querySelector('main.wall')
  return {
    epoch: root?.getAttribute('data-epoch') ?? null,
    cursor: root?.getAttribute('data-cursor') ?? null,
    connection: root?.getAttribute('data-connection') ?? null,
    drawn: [...document.querySelectorAll('main.wall [data-series]')].map((element) => ({
      series: element.getAttribute('data-series') ?? '',
      value: element.getAttribute('data-value'),
      at: element.getAttribute('data-at'),
      freshness: element.getAttribute('data-freshness'),
      panel: element.closest('[data-panel]')?.getAttribute('data-panel') ?? null,
    })),
  }
}

/** Figures drawn outside an element that says what they are. */
export function findNakedFigures(): string[] {
  return [...document.querySelectorAll('main.wall :is(.num, .rank-value, .row-value, .unit)')].flatMap((element) => (element.closest('[data-series]') === null ? [element.textContent ?? ''] : []))
}

/** Every drawn figure with all that its panel says, read in one breath: a tile may turn away at any time. */
export function readFiguresInPanels(): { series: string; panel: string }[] {
  return [...document.querySelectorAll('main.wall [data-series]')].map((element) => ({
    series: element.getAttribute('data-series') ?? '',
    panel: element.closest('[data-panel]')?.textContent ?? '',
  }))
}

/** How far the page is larger than its window. */
export function scrollSurplus(): { x: number; y: number } {
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
  return { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight }
}

/** Text below `leastPx` on the glass (as drawn, before `within` was scaled, where `isScaled`), and text that something around it cuts off. */
export function findTextFaults({ leastPx, within = 'main.wall', isScaled = false }: { leastPx: number; within?: string; isScaled?: boolean }): string[] {
  const roots = [...document.querySelectorAll(within)]
  const faults: string[] = roots.length === 0 ? [`no ${within}`] : []
  for (const [root, element] of roots.flatMap((root) => [...root.querySelectorAll('*')].map((element) => [root, element] as const))) {
    const scale = root.getBoundingClientRect().width / root.offsetWidth
    const style = getComputedStyle(element)
    if (style.visibility === 'hidden' || style.display === 'none' || element.closest('.glyph, .off-screen') !== null) continue // a sign is not read, and what is only heard is not seen
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || (node.textContent ?? '').trim() === '') continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const text = range.getBoundingClientRect()
      if (text.width === 0) continue
      const named = `"${node.textContent}" in ${element.closest('[data-panel]')?.getAttribute('data-panel') ?? element.closest('figure')?.getAttribute('data-kind') ?? 'no panel'}`
      const size = Number.parseFloat(style.fontSize) * scale
      if (size < leastPx * (isScaled ? scale : 1) - 0.1) faults.push(`${size.toFixed(1)} px: ${named}`)
      // The box of a line is taller than its letters.
      const spare = size * 0.25
      for (let around: PageElement | null = element; around !== null && around !== root.parentElement; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around)
        if (overflowX === 'visible' && overflowY === 'visible') continue
        const box = around.getBoundingClientRect()
        const margin = overflowX === 'clip' ? 12 * scale : 1.5 // overflow-clip-margin of a panel's place
        // What a change is against is the first to go where room is short: it wraps out of sight as a whole, never in part.
        if (element.closest('.kpi footer') !== null && text.top >= box.bottom - 1) break
        const over = Math.max(text.right - box.right, box.left - text.left) - margin
        const above = Math.max(text.bottom - box.bottom, box.top - text.top) - margin - spare
        if (over > 0 || above > 0) {
          faults.push(`cut by ${Math.max(over, above).toFixed(0)} px at .${String(around.className)}: ${named}`)
          break
        }
      }
    }
  }
  return faults
}

/** Everything on the wall that says how old it is, figures and sources alike: what is it, and how old. */
export function readFreshness(): [name: string | null, freshness: string | null][] {
  return [...document.querySelectorAll('main.wall [data-freshness]')].map((element) => [element.getAttribute('data-series') ?? element.getAttribute('data-source'), element.getAttribute('data-freshness')])
}

/** Figures on a printed page that do not say beside them of when they are and from whom; a map's say it above the map. */
export function findUndatedOnPaper(): string[] {
  const dated = /\d\d:\d\d \d\d\/\d\d\/\d{4}|\d\d\/\d\d\/\d{4} \d\d:\d\d|Chưa có/
  return [...document.querySelectorAll('[data-series][data-value]')].flatMap((figure) => {
    const box = figure.getBoundingClientRect()
    if (box.width === 0 || figure.closest('.leader-map') !== null) return []
    const said = figure.closest('li, tr, .leader-hero, .ancestry > header, .home-kpi')?.textContent ?? ''
    return dated.test(said) && /Minh họa/.test(said) ? [] : [`${figure.getAttribute('data-series')}: ${said}`]
  })
}

/** Whatever is drawn wider or narrower than it is meant to be: circles that are none, signs that are not square, boxes scaled unlike in both directions. */
export function findStretched(): string[] {
  const said = (element: PageElement): string => `${element.getAttribute('class') ?? ''} in ${element.closest('[data-panel]')?.getAttribute('data-panel') ?? 'no panel'}`
  const round = [...document.querySelectorAll('main.wall circle, main.wall svg.glyph')].filter((element) => {
    const { width, height } = element.getBoundingClientRect()
    return Math.abs(width - height) > 0.02 * Math.max(width, height)
  })
  const uneven = [...document.querySelectorAll('main.wall :is(div, section, article, header, footer, p, h2, h3)')].filter((element) => {
    const { width, height } = element.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = element as PageElement & { offsetHeight: number } // one of HTML
    return offsetWidth > 60 && offsetHeight > 60 && Math.abs(width / offsetWidth - height / offsetHeight) > 0.02
  })
  return [...round, ...uneven].map(said)
}

/** By how much the wall is drawn smaller, how many panels it has, and which of them do not lie in the window. */
export function readPlaces(): { scale: number; panels: number; outside: string[] } {
  const root = document.querySelector('main.wall')
  const { clientWidth, clientHeight } = document.documentElement
  const panels = [...document.querySelectorAll('main.wall [data-panel]')]
  const outside = panels.filter((panel) => {
    const { left, top, right, bottom } = panel.getBoundingClientRect()
    return left < -0.5 || top < -0.5 || right > clientWidth + 0.5 || bottom > clientHeight + 0.5
  })
  const scale = root === null ? 0 : root.getBoundingClientRect().width / root.offsetWidth
  return { scale: Math.round(scale * 1_000) / 1_000, panels: panels.length, outside: outside.map((panel) => panel.getAttribute('data-panel') ?? '') }
}
