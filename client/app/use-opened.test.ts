import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { NOT_COUNTED, Screen } from '#contract'

/** With pages below them that count each for itself. */
const ROOMS = ['/leader/*?']

it('counts every page of the app, or says that it does not (server/contract/use.ts)', () => {
  const source = readFileSync('client/app/App.tsx', 'utf8')
  const paths = [...source.matchAll(/<Route path="(?<path>[^"]+)"/g)].flatMap(({ groups }) => groups?.['path'] ?? [])
  expect(paths.length).toBeGreaterThan(8)
  const known = new Set<string>([...Screen.options.map(shape), ...NOT_COUNTED, ...ROOMS])
  expect(paths.filter((path) => !known.has(shape(path)))).toEqual([])
})

/** What a variable is called is of no account. */
const shape = (path: string): string => path.replaceAll(/:\w+/g, ':')
