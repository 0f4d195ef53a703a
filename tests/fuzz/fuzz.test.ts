import { expect, it } from 'vitest'
import { fuzzSystems } from './fuzz-systems.ts'

/** The short form of `npm run fuzz`. Another seed each day would find more, and could not be repeated when it failed. */
it('reads two thousand spoilt payloads of all systems to an end with a reason, and makes no false number of them', async () => {
  const outcome = await fuzzSystems({ count: 2_000, seed: 2_025, limitMs: 20_000 })
  expect(outcome.faults).toEqual([])
  expect(outcome.read).toBeGreaterThan(200)
  expect(outcome.refused).toBeGreaterThan(200)
}, 240_000)
