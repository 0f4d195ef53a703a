import { beforeEach, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { createThrottle, type Throttle } from './throttle.ts'

let now: number
let throttle: Throttle
beforeEach(() => {
  now = 1_000_000
  throttle = createThrottle({ ...systemClock, now: () => now })
})

const tries = (count: number, address: string, name: (index: number) => string) => Array.from({ length: count }, (_, index) => throttle.take(address, name(index)))
const free = (turns: string[]) => turns.filter((turn) => turn === 'free').length

it('lets five tries at one name from one address pass, then one a minute', () => {
  expect(tries(8, '10.0.0.1', () => 'lead')).toEqual([...Array.from({ length: 5 }, () => 'free'), 'first-refusal', 'refused', 'refused'])
  now += 59_000
  expect(throttle.take('10.0.0.1', 'lead')).toBe('refused')
  now += 1_000
  expect(tries(2, '10.0.0.1', () => 'lead')).toEqual(['free', 'first-refusal'])
})

it('does not lock a person out at home because somebody tries from elsewhere', () => {
  tries(30, '10.0.0.1', () => 'lead')
  expect(throttle.take('10.0.0.2', 'lead')).toBe('free')
})

it('slows down one address that tries many names', () => {
  expect(free(tries(40, '10.0.0.1', (index) => `name-${index}`))).toBe(20)
  now += 20_000
  expect(free(tries(10, '10.0.0.1', (index) => `more-${index}`))).toBe(2)
})

it('takes a whole /64 of IPv6 for one address, however it is written', () => {
  tries(5, '2001:db8:0:1::1', () => 'lead')
  expect(throttle.take('2001:db8:0:1:ffff::2', 'lead')).toBe('first-refusal')
  expect(throttle.take('2001:0db8:0000:0001::3', 'lead')).toBe('refused')
  expect(throttle.take('2001:db8:0:2::1', 'lead')).toBe('free')
})

it('does not count a right password, and forgives the wrong ones before it', () => {
  for (let round = 0; round < 60; round += 1) {
    expect(throttle.take('10.0.0.1', 'lead')).toBe('free')
    throttle.giveBack('10.0.0.1', 'lead')
  }
  tries(4, '10.0.0.1', () => 'lead')
  throttle.take('10.0.0.1', 'lead')
  throttle.giveBack('10.0.0.1', 'lead')
  expect(free(tries(8, '10.0.0.1', () => 'lead'))).toBe(5)
})
