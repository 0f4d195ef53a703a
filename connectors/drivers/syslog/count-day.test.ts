import { afterEach, describe, expect, it } from 'vitest'
import { CEF, hear, message, openLine, send, stopHearing } from '../../../tests/support/hear-syslog.ts'
import { waitUntil } from '../../../tests/support/wait-until.ts'
import { SyslogConfig } from './config.ts'
import { syslog } from './driver.ts'

afterEach(stopHearing)

describe('the count of the day', () => {
  const MORNING = Date.parse('2026-10-15T01:00:00Z') // 08:00 in the province

  it('goes on where the one before left it, also with what that one had not told', async () => {
    const notes: string[] = []
    const first = await hear({ notes })
    await send(first.port, CEF('9'), CEF('9'), CEF('5'))
    await waitUntil('all are counted', () => first.told.at(-1)?.day.messages === 3)
    await first.stop()
    const second = await hear({ notes })
    await waitUntil('it tells', () => second.told.length > 0)
    expect(second.told[0]).toMatchObject({ messages: 0, day: { messages: 3, cef: { critical: 2, medium: 1 } } })
    await send(second.port, CEF('9'))
    await waitUntil('it goes on', () => second.told.at(-1)?.day.cef['critical'] === 3)
    // Told to nobody before the end: kept all the same.
    const hold = new Promise<void>(() => undefined)
    await second.stop()
    const third = await hear({ notes, deliver: () => hold })
    const line = await openLine(third.port)
    await new Promise<void>((resolve) => line.end(`${CEF('9')}\n`, () => resolve()))
    await new Promise((resolve) => line.once('close', resolve).resume())
    await third.stop()
    expect(JSON.parse(notes.at(-1) ?? '')).toMatchObject({ counts: { messages: 5, cef: { critical: 4 } } })
  })

  it('is kept before it is told, so that it never falls back', async () => {
    const notes: string[] = []
    let kept = 0
    const { port, told } = await hear({ notes, deliver: () => Promise.resolve(void (kept = (JSON.parse(notes.at(-1) ?? '') as { counts: { messages: number } }).counts.messages)) })
    await send(port, CEF('9'))
    await waitUntil('it is told', () => told.at(-1)?.day.messages === 1)
    expect(kept).toBe(1)
  })

  it('begins anew at midnight of the province, each message on its own day', async () => {
    let now = Date.parse('2026-10-15T16:59:50Z') // 23:59:50
    const { port, told } = await hear({ now: () => now })
    await send(port, CEF('9'), CEF('9'))
    await waitUntil('both are counted', () => told.some(({ day }) => day.messages === 2))
    now += 20_000
    await send(port, CEF('9'))
    await waitUntil('the next day is told', () => told.some(({ day }) => day.date === '2026-10-16' && day.messages === 1))
    const lastOfDay = told.findLast(({ day }) => day.date === '2026-10-15')
    expect(lastOfDay).toMatchObject({ to: '2026-10-15T16:59:59.999Z', day: { messages: 2 } })
    expect(told.find(({ day }) => day.date === '2026-10-16')).toMatchObject({ from: '2026-10-15T17:00:00.000Z', day: { unheardMs: 0 } })
  })

  it('says for how long of the day nobody could have heard anything', async () => {
    const notes: string[] = []
    let now = MORNING
    const first = await hear({ notes, now: () => now })
    now += 60_000
    await waitUntil('a minute is told', () => first.told.some(({ to }) => to === new Date(MORNING + 60_000).toISOString()))
    expect(first.told.at(-1)?.day.unheardMs).toBe(8 * 3_600_000)
    await first.stop()
    now += 600_000
    const second = await hear({ notes, now: () => now })
    await waitUntil('it tells', () => second.told.length > 0)
    expect(second.told[0]?.day.unheardMs).toBe(8 * 3_600_000 + 600_000)
  })

  it.each([['of yesterday', JSON.stringify({ date: '2026-10-14', heardMs: 1, counts: { messages: 9, unreadable: 0, dropped: 0, refused: 0, severity: {}, cef: {} } })], ['that is none', '{"of":']])('takes nothing from a note %s', async (_, note) => {
    const { told } = await hear({ notes: [note], now: () => MORNING })
    await waitUntil('it tells', () => told.length > 0)
    expect(told[0]?.day).toMatchObject({ date: '2026-10-15', messages: 0 })
  })

  it('can be had again out of the bytes that were kept', async () => {
    const { port, told, raw } = await hear()
    await send(port, CEF('9'), message(10))
    await waitUntil('both are counted', () => told.at(-1)?.day.messages === 2)
    const again = raw.flatMap((text) => syslog.reopen?.(SyslogConfig.parse({ port: 0 }), [{ body: Buffer.from(text), from: 'x' }]) as unknown[])
    expect(again).toEqual(told)
  })
})
