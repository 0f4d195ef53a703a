import { afterEach, expect, it } from 'vitest'
import { formatFault, loadDeployment } from './index.ts'
import { makeTinyFolder, TINY, TINY_ENV, TINY_SYSTEMS, type TinyFolder } from './tiny-folder.ts'

let made: TinyFolder | undefined
afterEach(() => made?.remove())

const faultsOf = async (changes: Record<string, string>) => {
  made = await makeTinyFolder(changes)
  const outcome = await loadDeployment(made.folder, { env: TINY_ENV, demo: true, systems: TINY_SYSTEMS })
  return outcome.ok ? [] : outcome.faults.map(formatFault)
}
const renamed = (file: string) => (TINY[file] ?? '').replaceAll('a.rate', 'a.gone')

it('names every place that still uses an indicator that is gone, with each of them', async () => {
  const faults = await faultsOf({ 'scenes/main.yaml': renamed('scenes/main.yaml'), 'targets.csv': renamed('targets.csv') })
  expect(faults).toHaveLength(3)
  for (const fault of faults) expect(fault).toContain('không có chỉ số "a.gone"; đang dùng ở 2 nơi: kịch bản main (ô left, right); chỉ tiêu của p1 /')
})

it('adds nothing where the fault itself names the only place', async () => {
  expect(await faultsOf({ 'targets.csv': renamed('targets.csv') })).toEqual([expect.stringMatching(/^targets\.csv:2:1 không có chỉ số "a\.gone" \/ no such indicator: "a\.gone"$/)])
})
