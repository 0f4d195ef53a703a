import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Catalogue, Snapshot } from '#contract'
import { createLive, createViews, LiveContext, type LiveScope, type SocketHandlers } from '../live/index.ts'
import { UntilHeard } from './UntilHeard.tsx'

afterEach(cleanup)

const CATALOGUE = { deployment: { id: 'p', timeZone: 'Asia/Ho_Chi_Minh' }, demo: false, agencies: [], localities: [], sites: [], targets: [], sources: [], indicators: [] } as unknown as Catalogue // what is asked of it
const SNAPSHOT: Snapshot = {
  epoch: 'e', cursor: '1-0' as Snapshot['cursor'], at: 0, feeds: ['tthc'], series: [], samples: [], fresh: [], sources: [],
  system: { bus: 'private', durability: 'always', pressure: 'none', demo: false, busReachable: true },
}

/** A line whose socket and clock are the test's. */
function opened() {
  let handlers: SocketHandlers | undefined
  const due: (() => void)[] = []
  const live = createLive({
    feeds: ['tthc'], now: () => 0, schedule: (flush) => queueMicrotask(flush), after: (_, task) => (due.push(task), () => undefined),
    connect: (on) => ((handlers = on), { watch: () => undefined, close: () => undefined }),
  })
  const scope = { live, catalogue: CATALOGUE, views: createViews(live, CATALOGUE), place: { ...CATALOGUE.deployment, demo: false } } as LiveScope
  render(<LiveContext value={scope}><UntilHeard><p>Chưa có số liệu</p></UntilHeard></LiveContext>)
  live.start()
  return { heard: () => act(async () => handlers?.snapshot(SNAPSHOT)), timeGoes: () => act(async () => due.splice(0).forEach((task) => task())) }
}

it('says of no figure that there is none before the line has told of any', async () => {
  const { heard } = opened()
  expect(screen.getByRole('status').textContent).toBe('Đang tải')
  expect(screen.queryByText('Chưa có số liệu')).toBeNull()
  await heard()
  expect(screen.getByText('Chưa có số liệu')).toBeDefined()
})

it('does not wait for ever: where nothing is heard the page says that the line is cut', async () => {
  const { timeGoes } = opened()
  await timeGoes()
  expect(screen.queryByRole('status')).toBeNull()
  expect(screen.getByText('Chưa có số liệu')).toBeDefined()
})
