import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

const EngineState = z.object({ pid: z.int().positive(), start: z.string(), binary: z.string(), args: z.array(z.string()) })
/** What the next start must know to adopt or stop an engine whose parent was killed. */
export type EngineState = z.infer<typeof EngineState>

const fileIn = (folder: string) => path.join(folder, 'engine.json')

export function readEngineState(folder: string): EngineState | undefined {
  try {
    return EngineState.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  } catch {
    return undefined
  }
}

/** Synchronous on purpose: it follows the spawn with nothing between, and replaces the old file in one step. */
export function writeEngineState(folder: string, state: EngineState): void {
  const draft = `${fileIn(folder)}.draft`
  writeFileSync(draft, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 })
  renameSync(draft, fileIn(folder))
}

export function removeEngineState(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}
