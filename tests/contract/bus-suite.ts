import { afterEach, beforeEach, describe } from 'vitest'
import type { Bus } from '../../server/bus/index.ts'
import { testLog, testReaders } from './bus-log.ts'
import { testNotes } from './bus-notes.ts'
import { testIdempotency, testLeases, testRuns } from './bus-runs.ts'
import { testSamples } from './bus-samples.ts'

/** What every bus must do. `open` gives an empty one. */
export function testBus(name: string, open: () => Promise<Bus>): void {
  describe(name, () => {
    let bus: Bus
    beforeEach(async () => {
      bus = await open()
    })
    afterEach(() => bus.close())

    testSamples(() => bus)
    testRuns(() => bus)
    testIdempotency(() => bus)
    testLeases(() => bus)
    testLog(() => bus)
    testReaders(() => bus)
    testNotes(() => bus)
  })
}
