import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ORIGINAL = path.resolve(import.meta.dirname, '../../deployments/tay-ninh')

export interface CopiedDeployment {
  dir: string
  /** Changes one file in one step, as an editor does; throws when it did not change. */
  edit(file: string, change: (text: string) => string): Promise<void>
  write(file: string, text: string): Promise<void>
  remove(): Promise<void>
}

/** The province's own folder, copied for a test that changes it. */
export async function copyDeployment(): Promise<CopiedDeployment> {
  const dir = await mkdtemp(path.join(tmpdir(), 'ioc-test-deployment-'))
  await cp(ORIGINAL, dir, { recursive: true })
  const copied: CopiedDeployment = {
    dir,
    async edit(file, change) {
      const before = await readFile(path.join(dir, file), 'utf8')
      const after = change(before)
      if (after === before) throw new Error(`${file}: the edit changed nothing`)
      await copied.write(file, after)
    },
    async write(file, text) {
      const draft = `${dir}.draft`
      await writeFile(draft, text)
      await rename(draft, path.join(dir, file))
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  }
  return copied
}

/** Gives every indicator whose id matches another due rule: `every 1s grace 1s`. */
export const withDue = (ids: RegExp, due: string) => (table: string): string =>
  table.split('\n').map((row) => (ids.test(row.slice(0, row.indexOf(','))) ? row.replace(/,(?:every|workday|monthly|quarterly|yearly)\b[^,]*,(?=[a-z]+,)/, `,${due},`) : row)).join('\n')
