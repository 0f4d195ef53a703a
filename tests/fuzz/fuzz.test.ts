import { expect, it } from 'vitest'
import { drivers } from '../../connectors/index.ts'
import { fuzzSystems } from './fuzz-systems.ts'

/** The short form of `npm run fuzz`. Another seed each day would find more, and could not be repeated when it failed. */
it('reads spoilt payloads of every driver and of the upload to an end with a reason, and makes no false number of them', async () => {
  const outcomes = await fuzzSystems({ count: 2_000, seed: 2_025, limitMs: 20_000 })
  expect(outcomes.flatMap(({ faults }) => faults)).toEqual([])
  expect(outcomes.map(({ driver }) => driver).sort()).toEqual(['hand-in route', ...drivers.map(({ protocol }) => protocol)].sort())
  for (const { driver, payloads, read, rejected, refused } of outcomes) expect([driver, payloads >= 115, read > 0, rejected + refused > 0]).toEqual([driver, true, true, true])
}, 240_000)
