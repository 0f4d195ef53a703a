import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { makeTinyFolder, type TinyFolder } from './tiny-folder.ts'

let tiny: TinyFolder | undefined
afterEach(() => tiny?.remove())

function check(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'check-command.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve({ code, output })))
}

it('says that the given folder is correct, and how much is in it', async () => {
  const { code, output } = await check()
  expect(output).toMatch(/^đúng .*240 chỉ số.*403 địa bàn/)
  expect(code).toBe(0)
})

it('prints each fault on its own line and ends with 1', async () => {
  tiny = await makeTinyFolder({ 'agencies.csv': 'id,name_vi,name_en,kind\noffice,,Office,\n' })
  const { code, output } = await check(tiny.folder)
  const lines = output.trim().split('\n')
  expect(lines).toContain('agencies.csv:2:8 name_vi: đang để trống, cần chữ / name_vi: found nothing, expected text')
  expect(lines).toContain('agencies.csv:2:16 kind: đang để trống, cần chữ / kind: found nothing, expected text')
  // The tiny folder's system is not in the register.
  expect(lines.some((line) => line.startsWith('sources/one.yaml:2:9 không có hệ thống "sys"'))).toBe(true)
  expect(code).toBe(1)
})
