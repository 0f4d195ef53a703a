/** The figures of a wall as stops of a keyboard, in the order they stand in the page; one that is drawn twice in its panel is one stop. */
export function figuresIn(root: HTMLElement): HTMLElement[] {
  const seen = new Set<string>()
  return [...root.querySelectorAll<HTMLElement>('[data-series][data-value]')].filter((figure) => {
    if (figure.closest('[inert], [aria-hidden="true"]') !== null) return false
    const key = `${panelOf(figure)} ${figure.dataset['series']}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const panelOf = (figure: Element): string => figure.closest<HTMLElement>('[data-panel]')?.dataset['panel'] ?? ''

/** Where a key leads from one figure; undefined for a key that leads nowhere. From the wall itself an arrow leads to its first or last figure. */
export function nextFigure(figures: readonly HTMLElement[], current: Element | null, key: string): HTMLElement | undefined {
  const here = figures.findIndex((one) => one === current)
  const last = figures.length - 1
  switch (key) {
    case 'ArrowRight': case 'ArrowDown': return figures[Math.min(last, here + 1)]
    case 'ArrowLeft': case 'ArrowUp': return figures[here === -1 ? last : Math.max(0, here - 1)]
    case 'Home': return figures[0]
    case 'End': return figures[last]
    case 'PageDown': return figures.slice(here + 1).find((one) => current === null || here === -1 || panelOf(one) !== panelOf(current)) ?? figures[last]
    case 'PageUp': return firstOfPanel(figures, figures.slice(0, Math.max(0, here)).findLast((one) => current !== null && panelOf(one) !== panelOf(current))) ?? figures[0]
    default: return undefined
  }
}

const firstOfPanel = (figures: readonly HTMLElement[], one: HTMLElement | undefined): HTMLElement | undefined => one && figures.find((other) => panelOf(other) === panelOf(one))
