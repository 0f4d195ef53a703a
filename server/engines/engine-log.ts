import { openSync, renameSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const LARGEST_BYTES = 5 * 1024 * 1024
const TAIL_LINES = 8

const fileIn = (folder: string, name: string) => path.join(folder, `${name}.log`)

/** What the engine prints, appended; one older file is kept. */
export function openEngineLog(folder: string, name: string): number {
  const file = fileIn(folder, name)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

export async function readLogTail(folder: string, name: string): Promise<string> {
  const text = await readFile(fileIn(folder, name), 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-TAIL_LINES).map((line) => `  ${line}`).join('\n')
}
