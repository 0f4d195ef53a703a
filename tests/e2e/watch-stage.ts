import type { Page } from 'playwright-core'

export interface SeenOnStage {
  /** Each scene as it came. */
  scenes: string[]
  /** The longest time in a row in which what was shown had nothing on it, or a panel that still waited for its code. */
  longestBlankMs: number
}

/** Looks at every picture the page draws. Text, not a function: the page has no names of ours. */
const WATCH = `(() => {
  const seen = globalThis.__stage = { scenes: [], longestBlankMs: 0 }
  let since
  const look = (at) => {
    const shown = document.querySelector('.scene-layer.is-shown main.wall')
    const scene = shown?.dataset.scene
    if (scene !== undefined && scene !== seen.scenes.at(-1)) seen.scenes.push(scene)
    const isBlank = shown === null || shown.querySelector('[data-panel]') === null || shown.querySelector('.panel-wait') !== null
    since = isBlank ? (since ?? at) : undefined
    if (since !== undefined) seen.longestBlankMs = Math.max(seen.longestBlankMs, at - since)
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()`

export const watchStage = (page: Page): Promise<unknown> => page.evaluate(WATCH)

export const seenOnStage = (page: Page): Promise<SeenOnStage> => page.evaluate<SeenOnStage>('globalThis.__stage')
