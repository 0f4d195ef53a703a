import { expect, it } from 'vitest'
import { createSenderGuard } from './sender-guard.ts'

it('hears this machine alone unless ranges are named, and then these and no others', () => {
  const usual = createSenderGuard([])
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '8.8.8.8', ''].map(usual)).toEqual([true, true, true, false, false, false])
  const named = createSenderGuard(['10.1.0.0/16'])
  expect(['10.1.2.3', '::ffff:10.1.2.3', '10.2.0.1', '127.0.0.1'].map(named)).toEqual([true, true, false, false])
})
