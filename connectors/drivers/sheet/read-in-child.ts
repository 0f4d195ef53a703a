import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Text } from '#contract'
import type { Grid } from './grid.ts'
import { LIMITS } from './limits.ts'
import type { CsvOptions } from './read-csv.ts'
import type { XlsxOptions } from './read-xlsx.ts'
import { SheetRefusal } from './refusal.ts'

export type ReadOrder = ({ kind: 'csv' } & CsvOptions) | ({ kind: 'xlsx' } & XlsxOptions)

export type ReadGrid = (file: Uint8Array, order: ReadOrder) => Promise<Grid>

export interface ChildOptions {
  heapMb?: number
  timeoutMs?: number
  /** Arguments of node: the program and what it needs. */
  program?: string[]
}

/**
 * Reads a file in a process of its own, with bounds on heap, time and answer and without our environment: a file that breaks
 * the reader breaks nothing else.
 */
export function createChildReader({ heapMb = LIMITS.childHeapMb, timeoutMs = LIMITS.childMs, program = ourProgram() }: ChildOptions = {}): ReadGrid {
  return (file, order) => new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, ...program, JSON.stringify(order)], { env: {}, stdio: ['pipe', 'pipe', 'ignore'] })
    const answer: Buffer[] = []
    let bytes = 0
    let refusal: SheetRefusal | undefined
    const give = (text: Text) => {
      refusal ??= new SheetRefusal(text)
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => give({ vi: `Đọc tệp lâu quá ${Math.round(timeoutMs / 1000)} giây; hãy chia nhỏ`, en: `Reading the file takes longer than ${Math.round(timeoutMs / 1000)} seconds; split it` }), timeoutMs)
    child.stdout.on('data', (chunk: Buffer) => {
      answer.push(chunk)
      bytes += chunk.length
      if (bytes > LIMITS.answerBytes) give({ vi: 'Bảng tính chứa quá nhiều dữ liệu; hãy chia nhỏ', en: 'The sheet holds too much data; split it' })
    })
    child.stdin.on('error', () => undefined) // it died before it had read all; its end tells why
    child.on('error', (cause) => {
      clearTimeout(timer)
      reject(new Error('could not start the reader of sheets', { cause }))
    })
    child.on('close', () => {
      clearTimeout(timer)
      if (refusal === undefined) settle(Buffer.concat(answer).toString('utf8'), resolve, reject)
      else reject(refusal)
    })
    child.stdin.end(file)
  })
}

function settle(text: string, resolve: (grid: Grid) => void, reject: (error: Error) => void): void {
  if (text === '') return reject(new SheetRefusal({ vi: 'Tệp cần quá nhiều bộ nhớ để đọc, hoặc bị hỏng', en: 'The file needs too much memory to be read, or is broken' }))
  const answer = JSON.parse(text) as { grid: Grid } | { refused: Text } | { failed: string } // written by our own sheet-child
  if ('grid' in answer) return resolve(answer.grid)
  if ('refused' in answer) return reject(new SheetRefusal(answer.refused))
  return reject(new Error(`the reader of sheets failed: ${answer.failed}`))
}

/** From the sources it runs by tsx; in a bundle it lies, built, beside the bundle. */
function ourProgram(): string[] {
  if (!import.meta.url.endsWith('.ts')) return [fileURLToPath(new URL('./sheet-child.js', import.meta.url))]
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return ['--import', tsx, fileURLToPath(new URL('./sheet-child.ts', import.meta.url))]
}
