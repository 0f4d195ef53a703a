import { afterEach, expect, it } from 'vitest'
import { formatFault, loadDeployment } from './index.ts'
import { makeTinyFolder, TINY_ENV, TINY_SYSTEMS, type TinyFolder } from './tiny-folder.ts'

let tiny: TinyFolder
afterEach(() => tiny.remove())

async function load(quality?: string) {
  tiny = await makeTinyFolder(quality === undefined ? {} : { 'quality.yaml': quality })
  return loadDeployment(tiny.folder, { systems: TINY_SYSTEMS, env: TINY_ENV, demo: false })
}

async function faults(quality: string): Promise<string[]> {
  const loaded = await load(quality)
  return loaded.ok ? [] : loaded.faults.map(formatFault)
}

it('takes levels of the deployment, an agency, a source and its datasets; and none at all', async () => {
  const loaded = await load('checks: { places: { mostly: 0.9 } }\nagencies: { office: { unit: { warn: 95 } } }\nsources: { one: { checks: { readable: { fail: 80 } }, datasets: { a.rate: { range: { mostly: 0.5 } } } } }\n')
  expect(loaded.ok && loaded.deployment.quality).toEqual({
    checks: { places: { mostly: 0.9 } }, agencies: { office: { unit: { warn: 95 } } }, sources: { one: { checks: { readable: { fail: 80 } }, datasets: { 'a.rate': { range: { mostly: 0.5 } } } } },
  })
  await tiny.remove()
  const without = await load()
  expect(without.ok && without.deployment.quality).toEqual({ checks: {}, agencies: {}, sources: {} })
})

it('says where what is wrong', async () => {
  expect(await faults('checks:\n  places: { mostly: 95 }\n')).toEqual([expect.stringMatching(/^quality\.yaml:2:.*mostly/)])
  await tiny.remove()
  expect(await faults('checks:\n  nice: { warn: 9 }\n')).toEqual([expect.stringMatching(/^quality\.yaml:2:/)])
  await tiny.remove()
  expect(await faults('agencies:\n  none: { unit: { warn: 95 } }\nsources:\n  two: { checks: {} }\n  one: { datasets: { a.none: {} } }\n')).toEqual([
    expect.stringMatching(/^quality\.yaml:2:.*không có cơ quan "none"/), expect.stringMatching(/^quality\.yaml:4:.*không có nguồn "two"/), expect.stringMatching(/^quality\.yaml:5:.*không có chỉ số "a.none"/),
  ])
  await tiny.remove()
  expect(await faults('checks:\n  unit:\n    warn: 80\n    fail: 90\n')).toEqual([expect.stringMatching(/^quality\.yaml:4:.*không quá warn \(80\)/)])
})
