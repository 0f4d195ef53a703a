import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { type Catalogue, type Panel, type Snapshot, seriesName } from '#contract'
import { LiveContext, type Pace, type SocketHandlers, createLive, createPace, createViews } from '../live/index.ts'
import { type WidgetDefinition, widgets } from '../widgets/index.ts'
import { Notice } from './Notice.tsx'
import { PanelSlot } from './PanelSlot.tsx'

const T = Date.parse('2026-10-15T08:00:00Z')
const BOX = { left: 0, top: 0, width: 900, height: 396 }
const RATE = seriesName('tthc.on-time-rate', 'tn2025')

const CATALOGUE = {
  deployment: { id: 'p', name: { vi: 'Tỉnh', en: 'P' }, centre: { vi: 'Trung tâm', en: 'C' }, timeZone: 'Asia/Ho_Chi_Minh', subject: 'tn2025' },
  demo: false, agencies: [], localities: [], sites: [], targets: [],
  indicators: [{
    id: 'tthc.on-time-rate', name: { vi: 'Đúng hạn', en: 'On time' }, domain: 'tthc', owner: 'gov.x', unit: '%', kind: 'rate', direction: 'higher',
    decimals: 1, due: { every: '1m' }, aggregation: 'weighted', level: 'province',
  }],
  sources: [{ id: 'tthc', title: { vi: 'Một cửa', en: 'Desk' }, short: { vi: 'Một cửa', en: 'Desk' }, agency: 'gov.x', system: 'tthc', driver: 'http-json', origin: 'simulated', feeds: ['tthc'] }],
} as unknown as Catalogue // branded ids written out

const SNAPSHOT: Snapshot = {
  epoch: 'e', cursor: '5-0' as Snapshot['cursor'], at: T, feeds: ['tthc'], series: [[1, RATE, 'tthc', 60_000]], samples: [[1, T - 4_000, 96.8]],
  fresh: [], sources: [], system: { bus: 'private', durability: 'always', pressure: 'none', demo: false, busReachable: true },
}

const panel = (change: Partial<Panel>): Panel => ({
  id: 'p', widget: 'text-value', tile: 'a', column: 1, columns: 6, row: 1, rows: 2, options: {}, query: { series: [RATE] }, ...change,
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** A line played by hand: the test gives the snapshot and passes the time. */
async function show(children: React.ReactNode, pace?: Pace) {
  let now = 0
  let handlers: SocketHandlers | undefined
  let due: { at: number; task: () => void }[] = []
  const live = createLive({
    feeds: ['tthc'],
    now: () => now,
    after: (ms, task) => {
      const timer = { at: now + ms, task }
      due.push(timer)
      return () => void (due = due.filter((one) => one !== timer))
    },
    schedule: (flush) => queueMicrotask(flush),
    connect: (on) => {
      handlers = on
      return { watch: () => {}, close: () => {} }
    },
  })
  const scope = { live, catalogue: CATALOGUE, views: createViews(live, CATALOGUE), place: { ...CATALOGUE.deployment, demo: false }, ...(pace && { pace }) }
  render(<LiveContext value={scope}>{children}</LiveContext>)
  await act(async () => {
    live.start()
    handlers?.snapshot(SNAPSHOT)
  })
  return {
    bring: (cursor: string, value: number) => act(async () => {
      handlers?.frame({ epoch: 'e', cursor: `${cursor}-0`, prev: '5-0', at: T + 1_000, samples: [[1, T, value]], skipped: 0 })
    }),
    pass: (ms: number) => act(async () => {
      now += ms
      for (const { task } of due.filter(({ at }) => at <= now)) task()
    }),
  }
}

const figure = () => document.querySelector<HTMLElement>(`[data-series="${RATE}"]`)

it('draws a value with its series, its time and its freshness', async () => {
  await show(<PanelSlot panel={panel({})} box={BOX} wall />)
  expect(figure()?.dataset).toMatchObject({ series: RATE, value: '96.8', at: '2026-10-15T07:59:56.000Z', freshness: 'live' })
  expect(figure()?.textContent).toContain('96,8')
})

it('shows the value as lost within 3 s of silence, keeps the figure, and says since when', async () => {
  const { pass } = await show(<><PanelSlot panel={panel({})} box={BOX} wall /><Notice place="header" /></>)
  expect(screen.queryByRole('alert')).toBeNull()
  await pass(3_000)
  expect(figure()?.dataset).toMatchObject({ value: '96.8', freshness: 'lost' })
  expect(screen.getByRole('alert').textContent).toContain('15:00:00')
})

it('grows older by the server’s seconds, and makes no formatter anew for it', async () => {
  const { pass } = await show(<PanelSlot panel={panel({})} box={BOX} wall />)
  expect(document.querySelector('.fresh')?.textContent).toContain('4 giây')
  await pass(1_300)
  const made = vi.spyOn(Intl, 'DateTimeFormat')
  await pass(1_000)
  expect(document.querySelector('.fresh')?.textContent).toContain('6 giây')
  expect(made).not.toHaveBeenCalled()
})

it('leaves the other panels alone when one breaks', async () => {
  // React reports what a boundary caught.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await show(<><PanelSlot panel={panel({ id: 'bad', options: { nonsense: 1 } })} box={BOX} wall /><PanelSlot panel={panel({})} box={BOX} wall /></>)
  expect(screen.getByRole('alert').textContent).toContain('bad')
  expect(figure()?.textContent).toContain('96,8')
})

it('names a widget nobody knows instead of drawing nothing', async () => {
  await show(<PanelSlot panel={panel({ widget: 'dial' })} box={BOX} wall />)
  expect(screen.getByRole('alert').textContent).toContain('dial')
})

it('draws all others before a slow panel begins, and that one once for all the news it missed', async () => {
  let clock = 0
  const turns: (() => void)[] = []
  const pace = createPace({ now: () => clock, later: (_ms, task) => void turns.push(task), draw: (task) => act(task) })
  const seen: unknown[] = []
  const slow = {
    ...widgets['text-value'],
    View: ({ views }: { views: readonly { value?: unknown }[] }) => {
      clock += 500
      seen.push(views[0]?.value)
      return <p>{String(views[0]?.value)}</p>
    },
  } as unknown as WidgetDefinition // as much of one as is drawn
  Object.assign(widgets, { slow })
  onTestFinished(() => void Reflect.deleteProperty(widgets, 'slow'))
  const { bring } = await show(<><PanelSlot panel={panel({ id: 's', widget: 'slow' })} box={BOX} wall /><PanelSlot panel={panel({})} box={BOX} wall /></>, pace)
  seen.length = 0
  await bring('6', 97)
  await bring('7', 98)
  expect([figure()?.dataset['value'], seen]).toEqual(['98', []])
  turns.shift()?.()
  expect(seen).toEqual([98])
  await bring('8', 99)
  expect([figure()?.dataset['value'], seen]).toEqual(['99', [98]])
})
