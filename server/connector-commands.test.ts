import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '..')
const ANSWER = path.join(ROOT, 'fixtures/systems/egov/good/answer.json')

interface Said {
  stdout: string
  stderr: string
  code?: number
}

const run = (command: string, ...args: string[]): Promise<Said> =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', path.join(ROOT, 'server', command), ...args], { cwd: ROOT, env: { PATH: process.env['PATH'] } }).catch((thrown: Said) => thrown)

it('shows what a source makes of a recorded answer, its good part and its errors, and publishes nothing', async () => {
  const good = await run('connector-try-command.ts', 'egov', '--file', ANSWER)
  expect(good.stdout).toContain('4 bản ghi → 35 số, 0 lỗi')
  expect(good.stdout).toContain('egov.documents-incoming@tn2025-25459  54  2026-10-15T02:59:55.000Z')
  const drifted = await run('connector-try-command.ts', 'egov', '--file', ANSWER.replace('/good/', '/renamed-field/'))
  expect(drifted.stdout).toMatch(/lỗi: bản ghi 2 \/vanBanDen \(missing-value\)/)
})

it('says which variable a source needs before it can be asked, and which sources there are', async () => {
  expect((await run('connector-try-command.ts', 'egov')).stderr).toContain('IOC_DEPARTMENTS_URL')
  expect(await run('connector-try-command.ts', 'khong-co')).toMatchObject({ code: 1, stderr: expect.stringContaining('egov') })
})

it('drafts a system from one answer, and overwrites nothing', async () => {
  const into = await mkdtemp(path.join(tmpdir(), 'ioc-draft-'))
  try {
    const args = ['thu-nghiem', '--answer', ANSWER, '--title', 'Thử', '--agency', 'gov.ppc-office', '--into', into]
    expect((await run('connector-new-command.ts', ...args)).stdout).toContain('/vanBanDen  →  egov.documents-incoming')
    expect((await readdir(into, { recursive: true })).filter((file) => /\.\w+$/.test(file)).sort()).toEqual([
      'connectors/systems/thu-nghiem/README.md', 'connectors/systems/thu-nghiem/system.ts', 'deployments/tay-ninh/sources/thu-nghiem.yaml', 'fixtures/systems/thu-nghiem/good/answer.json',
    ])
    expect(await readFile(path.join(into, 'fixtures/systems/thu-nghiem/good/answer.json'))).toEqual(await readFile(ANSWER))
    expect(await run('connector-new-command.ts', ...args)).toMatchObject({ code: 1, stderr: expect.stringContaining('không ghi đè') })
    expect(await run('connector-new-command.ts', 'x', '--answer', ANSWER, '--title', 'T', '--agency', 'gov.none', '--into', into)).toMatchObject({ code: 1, stderr: expect.stringContaining('gov.none') })
  } finally {
    await rm(into, { recursive: true, force: true })
  }
})
