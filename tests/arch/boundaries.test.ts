import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Import, importsOf } from './imports-of.ts'
import { DOORS, type Rule, RULES } from './table.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const SOURCE = /\.(?:ts|tsx)$/
const TEST = /\.test\.tsx?$/

const files = (await Promise.all(['server', 'connectors', 'client', 'fixtures'].map(async (top) =>
  (await readdir(path.join(ROOT, top), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !TEST.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name))),
))).flat()

const graph = new Map<string, { one: Import; target: string }[]>()
for (const file of files) graph.set(file, (await importsOf(path.join(ROOT, file))).map((one) => ({ one, target: targetOf(file, one.from) })))

/** A path below the root for our own files, `pkg:name` for packages. */
function targetOf(file: string, from: string): string {
  if (from === '#contract') return 'server/contract/index.ts'
  if (from === '#kit') return 'connectors/kit/index.ts'
  if (from.startsWith('.')) return path.normalize(path.join(path.dirname(file), from))
  if (from.startsWith('node:')) return 'pkg:node:'
  const parts = from.split('/')
  return `pkg:${from.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`
}

const isIn = (target: string, folder: string) => target === folder || target.startsWith(`${folder}/`)

function matchFolder(file: string, pattern: string): string | undefined {
  const want = pattern.split('/')
  const have = file.split('/')
  if (have.length <= want.length) return undefined
  return want.every((part, index) => part === '*' || part === have[index]) ? have.slice(0, want.length).join('/') : undefined
}

function ruleOf(file: string): { rule: Rule; own: string } | undefined {
  for (const rule of RULES) {
    const own = matchFolder(file, rule.folder)
    if (own !== undefined) return { rule, own }
  }
  return undefined
}

function faultsOf(file: string): string[] {
  const found = ruleOf(file)
  if (found === undefined) return [`${file}: no rule for this folder`]
  return (graph.get(file) ?? []).flatMap(({ one, target }) => {
    const where = `${file}:${one.line} imports ${one.from}`
    if (isIn(target, 'tests')) return [`${where}: never tests`]
    if (!target.startsWith('pkg:')) return isIn(target, found.own) || found.rule.may.some((folder) => isIn(target, folder)) ? [] : [where]
    const name = target.slice(4)
    const doors = DOORS[name]
    if (doors !== undefined && !one.typeOnly && !doors.some((door) => isIn(file, door))) return [`${where}: only ${doors.join(', ')} may`]
    return one.typeOnly || found.rule.packages.includes(name) || doors?.some((door) => isIn(file, door)) ? [] : [where]
  })
}

describe('the import table', () => {
  it('is kept by every file', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.flatMap(faultsOf)).toEqual([])
  })

  it('has no import cycles', () => {
    expect(findCycle()).toBeUndefined()
  })

  it('goes through the door of a folder that has one', () => {
    const inner = files.flatMap((file) => (graph.get(file) ?? []).flatMap(({ one, target }) => {
      const folder = path.dirname(target)
      const hasDoor = graph.has(path.join(folder, 'index.ts'))
      const fromInside = isIn(file, folder)
      const open = target.endsWith('/index.ts') || target === 'server/bus/bus.ts' || target === 'client/widgets/widget.ts' || isOptions(file, target) || file === 'server/main.ts'
      return target.startsWith('pkg:') || !hasDoor || fromInside || open ? [] : [`${file}:${one.line} imports ${one.from}`]
    }))
    expect(inner).toEqual([])
  })
})

/** What panels may be told is data: one list of it, for the server, which must not meet a view on its way. */
const isOptions = (file: string, target: string) => target === 'client/widgets/options.ts' || (file === 'client/widgets/options.ts' && target.endsWith('/options.ts'))

function findCycle(): string | undefined {
  const state = new Map<string, 'open' | 'done'>()
  const visit = (file: string, trail: string[]): string | undefined => {
    if (state.get(file) === 'done') return undefined
    if (state.get(file) === 'open') return [...trail.slice(trail.indexOf(file)), file].join(' -> ')
    state.set(file, 'open')
    for (const { one, target } of graph.get(file) ?? []) {
      if (one.typeOnly || !graph.has(target)) continue
      const cycle = visit(target, [...trail, file])
      if (cycle !== undefined) return cycle
    }
    state.set(file, 'done')
    return undefined
  }
  for (const file of files) {
    const cycle = visit(file, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}

describe('house rules a linter does not know', () => {
  it('reads the process environment in the entries and commands only', async () => {
    const readers = (await Promise.all(files.map(async (file) => ((await readFile(path.join(ROOT, file), 'utf8')).includes('process.env') ? [file] : [])))).flat()
    expect(readers.filter((file) => !['server/serve.ts', 'fixtures/demonstration/start.ts', 'server/deployment/check-command.ts', 'server/map-import-command.ts', 'server/access/account-command.ts', 'server/connector-try-command.ts', 'fixtures/departments/main.ts'].includes(file))).toEqual([])
  })

  it('names no folder utils, helpers, common or misc', () => {
    expect(files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\/|\.ts|\.tsx)/.test(file) || file.endsWith('/types.ts'))).toEqual([])
  })

  it('keeps the top level to what the style names', async () => {
    const known = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'README.md', 'server', 'client', 'connectors', 'fixtures', 'tests', 'deployments', 'docs']
    const made = ['node_modules', 'dist', 'var', 'coverage']
    const entries = (await readdir(ROOT)).filter((name) => !name.startsWith('.'))
    expect(entries.filter((name) => !known.includes(name) && !made.includes(name))).toEqual([])
  })
})
