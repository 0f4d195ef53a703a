import { describe, expect, it } from 'vitest'
import { DueRule, freshnessAt, WorkingCalendar } from '#contract'
import { createDueClock } from './due-clock.ts'

const name = { vi: 'Nghỉ', en: 'Off' }
const calendar = WorkingCalendar.parse({
  holidays: [
    { day: '2026-02-14', until: '2026-02-22', name },
    { day: '2026-04-30', until: '2026-05-01', name },
    { day: '2026-08-31', until: '2026-09-02', name },
  ],
  makeUpDays: [{ day: '2026-08-22', name }],
})
const { dueOf } = createDueClock({ timeZone: 'Asia/Ho_Chi_Minh', calendar })

/** `05/08/2026 17:00` in the province, as a moment. */
function local(text: string): number {
  const [day = '', time = '00:00'] = text.split(' ')
  return Date.parse(`${day.split('/').reverse().join('-')}T${time}+07:00`)
}
const endOf = (day: string) => local(`${day} 23:59:59.999`)
const rule = (written: unknown): DueRule => DueRule.parse(written)
const due = (written: unknown, at: string) => dueOf(rule(written), local(at))
const verdict = (written: unknown, at: string, now: string) => freshnessAt(due(written, at), local(now))

describe('an interval', () => {
  it('is live for its length and grace, and late up to three lengths', () => {
    expect(dueOf(rule({ every: '5m', grace: '1m' }), 1_000)).toEqual({ liveUntil: 361_000, lateUntil: 901_000 })
  })
  it('has a grace of a fifth, but never less than two seconds', () => {
    expect(dueOf(rule({ every: '1m' }), 0).liveUntil).toBe(72_000)
    expect(dueOf(rule({ every: '1s' }), 0).liveUntil).toBe(3_000)
  })
  it('is never stale before it stopped being live', () => {
    expect(dueOf(rule({ every: '1s', grace: '10s' }), 0)).toEqual({ liveUntil: 11_000, lateUntil: 11_000 })
  })
})

describe('a working day by 17:00', () => {
  const daily = { calendar: 'workday', by: '17:00' }
  it('keeps a Friday figure live over the weekend until Monday 17:00', () => {
    expect(verdict(daily, '20/11/2026 16:40', '22/11/2026 12:00')).toBe('live')
    expect(verdict(daily, '20/11/2026 16:40', '23/11/2026 08:00')).toBe('live')
    expect(verdict(daily, '20/11/2026 16:40', '23/11/2026 17:00')).toBe('live')
    expect(verdict(daily, '20/11/2026 16:40', '23/11/2026 17:01')).toBe('late')
    expect(due(daily, '20/11/2026 16:40').lateUntil).toBe(local('24/11/2026 17:00'))
    expect(verdict(daily, '20/11/2026 16:40', '24/11/2026 17:01')).toBe('stale')
  })
  it('takes a figure sent late on Friday evening or on Saturday as Friday’s', () => {
    expect(due(daily, '20/11/2026 21:00').liveUntil).toBe(local('23/11/2026 17:00'))
    expect(due(daily, '21/11/2026 09:00').liveUntil).toBe(local('23/11/2026 17:00'))
  })
  it('takes a figure of Monday morning as Monday’s', () => {
    expect(due(daily, '23/11/2026 00:00').liveUntil).toBe(local('24/11/2026 17:00'))
    expect(due(daily, '22/11/2026 23:59:59.999').liveUntil).toBe(local('23/11/2026 17:00'))
  })
  it('stays live over Tết until 17:00 of the first working day', () => {
    expect(due(daily, '13/02/2026 15:00')).toEqual({ liveUntil: local('23/02/2026 17:00'), lateUntil: local('24/02/2026 17:00') })
  })
  it('asks for a figure on a Saturday worked in exchange', () => {
    expect(due(daily, '21/08/2026 15:00')).toEqual({ liveUntil: local('22/08/2026 17:00'), lateUntil: local('24/08/2026 17:00') })
    expect(due(daily, '22/08/2026 10:00').liveUntil).toBe(local('24/08/2026 17:00'))
  })
  it('rests on 30/04 and 01/05, and around 02/09', () => {
    expect(due(daily, '29/04/2026 10:00').liveUntil).toBe(local('04/05/2026 17:00'))
    expect(due(daily, '28/08/2026 10:00').liveUntil).toBe(local('03/09/2026 17:00'))
  })
  it('adds the grace to both ends', () => {
    expect(due({ ...daily, grace: '30m' }, '23/11/2026 10:00')).toEqual({ liveUntil: local('24/11/2026 17:30'), lateUntil: local('25/11/2026 17:30') })
  })
})

describe('a day of the month', () => {
  it('moves to the next worked day where it is said so: past a weekend, and past Tết', () => {
    const worked = { calendar: 'monthly', day: 6, by: '17:00', worked: true }
    expect(due(worked, '06/11/2026').liveUntil).toBe(local('07/12/2026 17:00'))
    expect(due({ ...worked, day: 15 }, '15/01/2026')).toEqual({ liveUntil: local('23/02/2026 17:00'), lateUntil: local('16/03/2026 17:00') })
  })
  it('due on day 15 is live until the end of the next day 15, also over a year’s end', () => {
    expect(due({ calendar: 'monthly', day: 15 }, '10/12/2026')).toEqual({ liveUntil: endOf('15/01/2027'), lateUntil: endOf('15/02/2027') })
    expect(due({ calendar: 'monthly', day: 15 }, '31/12/2026 23:59').liveUntil).toBe(endOf('15/01/2027'))
    expect(due({ calendar: 'monthly', day: 15 }, '01/01/2027').liveUntil).toBe(endOf('15/02/2027'))
  })
  it('means the last day where the month is shorter', () => {
    for (const day of [31, 'last']) {
      expect(due({ calendar: 'monthly', day }, '20/01/2027').liveUntil).toBe(endOf('28/02/2027'))
      expect(due({ calendar: 'monthly', day }, '20/01/2028')).toEqual({ liveUntil: endOf('29/02/2028'), lateUntil: endOf('31/03/2028') })
    }
  })
  it('ends at its time of day where it has one', () => {
    expect(due({ calendar: 'monthly', day: 'last', by: '17:00' }, '20/01/2027').liveUntil).toBe(local('28/02/2027 17:00'))
  })
})

describe('a quarter and a year', () => {
  it('due each 15th of a quarter’s first month', () => {
    const quarterly = { calendar: 'quarterly', month: 1, day: 15 }
    expect(due(quarterly, '20/11/2026')).toEqual({ liveUntil: endOf('15/01/2027'), lateUntil: endOf('15/04/2027') })
    expect(due({ ...quarterly, month: 3 }, '20/11/2026').liveUntil).toBe(endOf('31/12/2026') - 16 * 86_400_000)
  })
  it('a yearly rank of July is live until the end of the next July and late the day after', () => {
    const july = { calendar: 'yearly', month: 7 }
    for (const delivered of ['10/07/2026', '05/08/2026']) {
      expect(due(july, delivered)).toEqual({ liveUntil: endOf('31/07/2027'), lateUntil: endOf('31/07/2028') })
      expect(verdict(july, delivered, '31/07/2027 23:59:59.999')).toBe('live')
      expect(verdict(july, delivered, '01/08/2027 00:00')).toBe('late')
      expect(verdict(july, delivered, '01/08/2028 00:00')).toBe('stale')
    }
    expect(due(july, '30/06/2026').liveUntil).toBe(endOf('31/07/2026'))
  })
  it('due each 31/01', () => {
    expect(due({ calendar: 'yearly', month: 1, day: 31 }, '15/01/2026')).toEqual({ liveUntil: endOf('31/01/2027'), lateUntil: endOf('31/01/2028') })
    expect(due({ calendar: 'yearly', month: 1, day: 31 }, '31/12/2025').liveUntil).toBe(endOf('31/01/2026'))
  })
})

describe('the clock of the place', () => {
  it('follows the zone it is given, through changes of its clocks', () => {
    const paris = createDueClock({ timeZone: 'Europe/Paris', calendar: WorkingCalendar.parse({}) })
    const daily = rule({ calendar: 'workday', by: '17:00' })
    // Clocks go forward on Sunday 29/03/2026: Friday counts +01:00, Monday +02:00.
    expect(paris.dueOf(daily, Date.parse('2026-03-27T10:00:00+01:00')).liveUntil).toBe(Date.parse('2026-03-30T17:00:00+02:00'))
  })
  it('ends a day where midnight does not exist', () => {
    const beirut = createDueClock({ timeZone: 'Asia/Beirut', calendar: WorkingCalendar.parse({ weekend: [] }) })
    // Lebanon's clocks jump from 00:00 to 01:00 on 29/03/2026.
    const monthly = rule({ calendar: 'monthly', day: 28 })
    expect(beirut.dueOf(monthly, Date.parse('2026-02-10T00:00:00Z')).liveUntil).toBe(Date.parse('2026-03-29T01:00:00+03:00') - 1)
  })
  it('answers the same whether it has met the rule before or not', () => {
    const rules = [{ calendar: 'workday' }, { calendar: 'monthly', day: 31 }, { calendar: 'yearly', month: 7 }].map(rule)
    for (let day = 0; day < 400; day += 1) {
      const at = local('01/01/2026') + day * 86_400_000 + (day % 24) * 3_600_000
      for (const one of rules) {
        const fresh = createDueClock({ timeZone: 'Asia/Ho_Chi_Minh', calendar })
        if (day % 20 === 0) expect(dueOf(one, at)).toEqual(fresh.dueOf(one, at))
        expect(dueOf(one, at).liveUntil).toBeGreaterThan(at)
      }
    }
  })
  it('is cheap enough to be asked for each sample', () => {
    const daily = rule({ calendar: 'workday' })
    const startedAt = performance.now()
    for (let i = 0; i < 100_000; i += 1) dueOf(daily, local('23/11/2026') + i * 500)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })
})
