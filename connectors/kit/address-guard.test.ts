import { describe, expect, it } from 'vitest'
import { createAddressGuard } from './address-guard.ts'

describe('without ranges', () => {
  const guard = createAddressGuard([])
  it.each(['8.8.8.8', '2001:4860:4860::8888', '::ffff:8.8.8.8'])('lets the public address %s pass', (address) => expect(guard(address)).toBeUndefined())

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '::1', '::', '0.0.0.0', '10.0.0.1', '172.16.9.9', '192.168.1.1', '100.64.0.1', '169.254.1.1',
    '::ffff:10.0.0.1', '::ffff:7f00:1', '::7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', 'fe80::1', 'fe80::1%eth0', 'fd12::1', 'fec0::1', 'ff02::1', '255.255.255.255', '2001:db8::1', 'nonsense'])(
    'refuses %s', (address) => expect(guard(address)?.vi).toBeTypeOf('string'))
})

it('with ranges, lets these pass and nothing else, in any spelling', () => {
  const guard = createAddressGuard(['10.20.0.0/16', '127.0.0.1', 'fd12:3456::/32', '::ffff:192.168.7.0/120'])
  for (const inside of ['10.20.3.4', '::ffff:10.20.3.4', '0x7f.1', 'fd12:3456::9', '192.168.7.9']) expect(guard(inside), inside).toBeUndefined()
  for (const outside of ['10.21.0.1', '127.0.0.2', 'fd12:3457::9', '192.168.8.1', '8.8.8.8']) expect(guard(outside)?.vi, outside).toBeTypeOf('string')
})

it.each(['169.254.169.254', '2852039166', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::', '::a9fe:a9fe', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254'])(
  'never opens the metadata address %s, however broad the range', (address) => {
    expect(createAddressGuard(['0.0.0.0/0', '::/0'])(address)?.vi).toContain('siêu dữ liệu')
  })

it('names a range that is none', () => {
  expect(() => createAddressGuard(['10.0.0.0/99'])).toThrow(/"10.0.0.0\/99" không phải là dải địa chỉ/)
  expect(() => createAddressGuard(['localhost'])).toThrow(/localhost/)
})
