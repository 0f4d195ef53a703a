import { readFile, utimes } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Clock } from '../clock.ts'
import type { Fault } from './fault.ts'
import { type Deployment, loadDeployment } from './load-deployment.ts'
import { makeTinyFolder, TINY, TINY_ENV, TINY_SYSTEMS, type TinyFolder } from './tiny-folder.ts'
import { watchDeployment } from './watch-deployment.ts'

let undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.toReversed()) await step()
  undo = []
})

/** A watch whose looks are taken one by one. */
async function watchTiny(changeBeforeStart?: (tiny: TinyFolder) => Promise<void>) {
  const tiny = await makeTinyFolder()
  undo.push(tiny.remove)
  let loads = 0
  const load = () => {
    loads += 1
    return loadDeployment(tiny.folder, { env: TINY_ENV, demo: true, systems: TINY_SYSTEMS })
  }
  const first = await load()
  if (!first.ok) throw new Error('the tiny deployment is wrong')
  await changeBeforeStart?.(tiny)
  let beat = () => {}
  let fail = false
  const clock: Clock = { now: () => 0, after: () => () => {}, every: (_, task) => ((beat = task), () => (beat = () => {})) }
  const changes: Deployment[] = []
  const faults: Fault[][] = []
  const errors: unknown[] = []
  const watch = watchDeployment({
    folder: tiny.folder, clock, current: first.deployment, load,
    onChange: (one) => {
      if (fail) throw new Error('cannot take it')
      changes.push(one)
    },
    onFaults: (found) => faults.push(found),
    onError: (thrown) => errors.push(thrown),
  })
  watch.start()
  undo.push(watch.stop)
  /** Looks until two in a row saw the same and a load would be done; each look is waited for. */
  const look = async (times = 3) => {
    for (let i = 0; i < times; i += 1) {
      beat()
      await watch.idle()
    }
  }
  return { tiny, watch, changes, faults, errors, look, loads: () => loads, setFail: (value: boolean) => (fail = value) }
}

/** File times are too coarse to tell two edits within one test apart, so each gets its own. */
let hour = 1
async function save(tiny: TinyFolder, file: string, text: string): Promise<void> {
  await tiny.write(file, text)
  await utimes(path.join(tiny.folder, file), hour, hour++)
}

const WRONG = 'id,name_vi,name_en,kind\noffice,,Office,office\n'
const RIGHT = 'id,name_vi,name_en,kind\noffice,Văn phòng mới,Office,office\n'

it('reads the files as settings once at the start, and again only when a byte is another one', async () => {
  const { tiny, loads, changes, look } = await watchTiny()
  await look()
  await save(tiny, 'agencies.csv', await readFile(path.join(tiny.folder, 'agencies.csv'), 'utf8'))
  await look(6)
  expect(loads()).toBe(1)
  await save(tiny, 'agencies.csv', RIGHT)
  await look(6)
  expect(loads()).toBe(2)
  expect(changes).toHaveLength(1)
})

it('takes a correct edit once, without a restart', async () => {
  const { tiny, changes, faults, look } = await watchTiny()
  await look()
  expect(changes).toEqual([])
  await save(tiny, 'agencies.csv', RIGHT)
  await look(6)
  expect(changes.map(({ catalogue }) => catalogue.agencies[0]?.name.vi)).toEqual(['Văn phòng mới'])
  expect(faults).toEqual([])
})

it('keeps what runs when an edit is wrong, and says when it is mended', async () => {
  const { tiny, changes, faults, look } = await watchTiny()
  await save(tiny, 'agencies.csv', WRONG)
  await look(6)
  expect(changes).toEqual([])
  expect(faults).toHaveLength(1)
  expect(faults[0]?.[0]).toMatchObject({ file: 'agencies.csv', line: 2, column: 8 })
  await save(tiny, 'agencies.csv', TINY['agencies.csv'] ?? '')
  await look()
  expect(faults.at(-1)).toEqual([])
  expect(changes).toEqual([])
})

it('waits until the files are at rest', async () => {
  const { tiny, changes, faults, look } = await watchTiny()
  await look()
  await save(tiny, 'agencies.csv', WRONG)
  await look(1)
  await save(tiny, 'agencies.csv', RIGHT)
  await look(1)
  expect([changes.length, faults.length]).toEqual([0, 0])
  await look(1)
  expect([changes.length, faults.length]).toEqual([1, 0])
})

it('notices an added file, and an edit made before the first look', async () => {
  const { tiny, changes, look } = await watchTiny((folder) => save(folder, 'agencies.csv', RIGHT))
  await look()
  expect(changes).toHaveLength(1)
  await save(tiny, 'sources/two.yaml', (TINY['sources/one.yaml'] ?? '').replace('id: one', 'id: two'))
  await look()
  expect(changes.at(-1)?.sources.map(({ id }) => id)).toEqual(['one', 'two'])
})

it('goes on after a change that could not be taken', async () => {
  const { tiny, changes, errors, look, setFail } = await watchTiny()
  setFail(true)
  await save(tiny, 'agencies.csv', RIGHT)
  await look()
  expect(errors).toHaveLength(1)
  setFail(false)
  await save(tiny, 'agencies.csv', RIGHT)
  await look()
  expect(changes).toHaveLength(1)
})

it('does nothing after it was stopped', async () => {
  const { tiny, watch, changes, look } = await watchTiny()
  await watch.stop()
  await save(tiny, 'agencies.csv', RIGHT)
  await look()
  expect(changes).toEqual([])
})
