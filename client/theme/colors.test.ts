import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').toLowerCase()
const source = readFileSync(new URL('./index.ts', import.meta.url), 'utf8')

const tokenOf: Record<string, string> = { lineStrong: 'line-strong', ink2: 'ink-2', ink3: 'ink-3', surface: 'surface-1' }

it.each(['wall', 'desk'])('gives canvases the very colours of the %s', (theme) => {
  const block = css.split(`[data-theme='${theme}']`)[1]?.split('}')[0] ?? ''
  const colors = new RegExp(`${theme.toUpperCase()}_COLORS = \\{([^}]+)\\}`).exec(source)?.[1] ?? ''
  const pairs = [...colors.matchAll(/(\w+): '(#\w+)'/g)]
  expect(pairs.length).toBeGreaterThan(10)
  for (const [, name = '', color = ''] of pairs) expect(block, name).toContain(`--${tokenOf[name] ?? name}: ${color.toLowerCase()}`)
})
