/** A panel as the canvas draws it. */
export const drawnPanel = (id: string): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>('.canvas-glass [data-panel]')].find(({ dataset }) => dataset['panel'] === id)

/** What is taken hold of above it: the arrows move the panel from there. */
export const hitOf = (id: string): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>('.canvas .hit')].find(({ dataset }) => dataset['hit'] === id)
