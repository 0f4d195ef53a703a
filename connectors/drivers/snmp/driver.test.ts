import { createSocket, type Socket } from 'node:dgram'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createGuardedResolve, type DriverIo, SourceError } from '#kit'
import { startTestSnmpd, type TestSnmpd } from '../../../tests/support/snmpd.ts'
import { type SnmpAgent, startSnmpAgent } from '../../../fixtures/departments/snmp-agent.ts'
import { SnmpConfig } from './config.ts'
import { snmp } from './driver.ts'

const SYSTEM = { location: '1.3.6.1.2.1.1.6.0', uptime: '1.3.6.1.2.1.1.3.0' }
const INTERFACES = { name: '1.3.6.1.2.1.31.1.1.1.1', bytesIn: '1.3.6.1.2.1.31.1.1.1.6', status: '1.3.6.1.2.1.2.2.1.8' }
/** For those that are not answered; who answers has as long as it takes beside other tests. */
const FAST = { timeoutMs: 150, retries: 0 }
const PATIENT = { timeoutMs: 10_000, retries: 0 }

const io = (options: { allow?: string[]; signal?: AbortSignal } = {}): DriverIo => {
  const signal = options.signal ?? new AbortController().signal
  return {
    fetch: () => Promise.reject(new Error('no HTTP here')), signal, now: () => Date.now(), bookmark: undefined,
    resolve: createGuardedResolve({ allow: options.allow ?? ['127.0.0.0/8'], timeoutMs: 5_000, signal }),
  }
}
const collect = (settings: object, way = io()) => snmp.collect(SnmpConfig.parse(settings), way)
const failure = async (settings: object, way = io()): Promise<SourceError> => {
  const thrown: unknown = await collect(settings, way).catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(SourceError)
  const error = thrown as SourceError // asserted above
  for (const secret of ['khoa-xac-thuc', 'khoa-ma-hoa', 'doc-thoi', 'sai-hoan-toan']) expect(error.message).not.toContain(secret)
  return error
}

describe('a real snmpd', () => {
  let device: TestSnmpd
  beforeAll(async () => {
    device = await startTestSnmpd()
  })
  afterAll(() => device.stop())
  const v2c = () => ({ url: device.url, access: { kind: 'v2c', community: device.community } })
  const v3 = (more: object = {}) => ({ url: device.url, access: { kind: 'v3', user: device.user.name, authKey: device.user.authKey, privKey: device.user.privKey, ...more } })

  it.each([['v2c', v2c], ['v3, signed and encrypted', v3]])('is read over %s: single values and a table, rows told by their index', async (_, access) => {
    const { records, raw } = await collect({ ...access(), get: SYSTEM, table: { columns: INTERFACES }, labels: { maTinh: '80' } })
    const [first, ...rows] = records as Record<string, unknown>[]
    expect(first).toEqual({ maTinh: '80', kind: 'device', location: 'Tây Ninh', uptime: expect.any(Number) })
    const loopback = rows.find(({ name }) => name === 'lo')
    expect(loopback).toEqual({ maTinh: '80', kind: 'row', index: '1', name: 'lo', bytesIn: expect.any(Number), status: 1 })
    const lines = Buffer.from(raw[0]?.body ?? []).toString().trim().split('\n').map((line) => JSON.parse(line) as { oid: string })
    expect(lines.map(({ oid }) => oid)).toContain(`${INTERFACES.name}.1`)
    expect(raw[0]?.from).toBe(device.url)
  })

  it('probes in silence', async () => {
    await snmp.probe(SnmpConfig.parse({ ...v3(), get: SYSTEM }), io())
  })

  it('leaves out what a device does not have, and says nothing in its place', async () => {
    const { records } = await collect({ ...v2c(), get: { ...SYSTEM, nothing: '1.3.6.1.2.1.999.1.0' } })
    expect(Object.keys(records[0] as object)).toEqual(['kind', 'location', 'uptime'])
  })

  it.each([['an unknown user', { user: 'nguoi-la' }, 'không có tài khoản'], ['a wrong key', { authKey: 'sai-hoan-toan' }, 'không khớp'], ['a wrong encryption key', { privKey: 'sai-hoan-toan' }, '']])(
    'refuses %s', async (_, more, message) => {
      const error = await failure({ ...v3(more), ...FAST, get: SYSTEM })
      // A packet that cannot be decrypted is dropped by some devices and answered by others.
      expect(['auth', 'unreachable']).toContain(error.kind)
      if (message !== '') expect(error).toMatchObject({ kind: 'auth', message: expect.stringContaining(message) })
    })

  it('is silent to a wrong community, and the message says that this may be why', async () => {
    expect(await failure({ url: device.url, ...FAST, access: { kind: 'v2c', community: 'sai-hoan-toan' }, get: SYSTEM })).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('chuỗi cộng đồng sai') })
  })

  it('stops at its bound of rows, naming the table', async () => {
    expect(await failure({ ...v2c(), table: { columns: { oid: '1.3.6.1.2.1.1.9.1.3' }, maxRows: 2 } })).toMatchObject({ kind: 'malformed', message: expect.stringContaining('dài quá 2 dòng') })
  })

  it('is given up when it hangs', async () => {
    process.kill(device.pid, 'SIGSTOP')
    try {
      expect(await failure({ ...v3(), ...FAST, get: SYSTEM })).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('không trả lời trong 0.15 giây') })
    } finally {
      process.kill(device.pid, 'SIGCONT')
    }
  })
})

describe('a device on its worst day', () => {
  const COUNTER64_TYPE = 70
  let agent: SnmpAgent
  let line: Socket
  let heard: Buffer[] = []
  let reply: ((packet: Buffer) => Buffer | undefined) | undefined
  let url = ''
  beforeAll(async () => {
    agent = await startSnmpAgent({ scalars: { '1.3.6.1.4.1.32473.1.1': 5 }, community: 'doc-thoi' })
    line = createSocket('udp4')
    await new Promise<void>((resolve) => line.bind(0, '127.0.0.1', resolve))
    url = `snmp://127.0.0.1:${line.address().port}`
    line.on('message', (packet, from) => {
      heard.push(packet)
      const answer = reply?.(packet)
      if (answer !== undefined) line.send(answer, from.port, from.address)
    })
  })
  afterAll(async () => {
    await agent.stop()
    line.close()
  })
  afterEach(() => {
    heard = []
    reply = undefined
  })
  const access = { kind: 'v2c', community: 'doc-thoi' }
  const OID = '1.3.6.1.4.1.32473.1.1.0'
  const ask = (more: object = {}) => ({ url, access, ...PATIENT, get: { so: OID }, ...more })

  it('that answers garbage is malformed, and the process lives', async () => {
    for (const bytes of [Buffer.from('không phải SNMP'), Buffer.from([0x30, 0x82]), Buffer.alloc(9_000, 0x30), Buffer.alloc(0), Buffer.from('302902010104', 'hex')]) {
      reply = () => bytes
      expect(['malformed', 'unreachable']).toContain((await failure(ask(FAST))).kind)
    }
    reply = () => Buffer.from('không phải SNMP')
    expect((await failure(ask())).kind).toBe('malformed')
  })

  it('that turns in a circle or answers nothing is an error, not an endless walk', async () => {
    const table = { columns: { cot: '1.3.6.1.4.1.32473.2' } }
    reply = (packet) => respond(packet, [integer('1.3.6.1.4.1.32473.2.5', 1)])
    expect(await failure(ask({ table, get: {} }))).toMatchObject({ kind: 'malformed', message: expect.stringContaining('đi lùi hoặc lặp lại') })
    expect(heard).toHaveLength(2)
    reply = (packet) => respond(packet, [])
    expect(await failure(ask({ table, get: {} }))).toMatchObject({ kind: 'malformed', message: expect.stringContaining('trả lời rỗng') })
  })

  it('whose table never ends is left at the bound', async () => {
    let row = 0
    reply = (packet) => respond(packet, [integer(`1.3.6.1.4.1.32473.2.${(row += 1)}`, 1)])
    expect(await failure(ask({ table: { columns: { cot: '1.3.6.1.4.1.32473.2' }, maxRows: 50 }, get: {} }))).toMatchObject({ kind: 'malformed', message: expect.stringContaining('dài quá 50 dòng') })
    expect(heard.length).toBeLessThan(60)
  })

  it.each([['00000000000000ff', 255], ['001fffffffffffff', 9007199254740991], ['ffffffffffffffff', '18446744073709551615'], ['00ffffffffffffffff', '18446744073709551615']])(
    'keeps a 64-bit counter exact: %s', async (hex, value) => {
      reply = (packet) => respond(packet, [varbind(OID, COUNTER64_TYPE, Buffer.from(hex, 'hex'))])
      expect((await collect(ask())).records).toEqual([{ kind: 'device', so: value }])
    })

  it('whose bytes are no text are kept in hex, and one that is too long is refused', async () => {
    reply = (packet) => respond(packet, [varbind(OID, 4, Buffer.from([0, 0x1b, 0xff]))])
    expect((await collect(ask())).records).toEqual([{ kind: 'device', so: '001bff' }])
    reply = (packet) => respond(packet, [varbind(OID, 4, Buffer.alloc(5_000, 0x61))])
    expect(await failure(ask())).toMatchObject({ kind: 'malformed', message: expect.stringContaining('4096 byte') })
  })

  it('that says it in clear is not believed where version 3 was asked for', async () => {
    // Discovery is in clear by nature; what comes after must not be.
    const spoofed = await startSnmpAgent({ scalars: { '1.3.6.1.4.1.32473.1.1': 5 }, user: { name: 'ioc', authKey: 'khoa-xac-thuc-1', privKey: 'khoa-ma-hoa-2' } })
    const v3 = { kind: 'v3', user: 'ioc', authKey: 'khoa-xac-thuc-1', privKey: 'khoa-ma-hoa-2' }
    expect((await collect({ ...ask(), url: spoofed.url, access: v3 })).records).toEqual([{ kind: 'device', so: 5 }])
    let packets = 0
    // The second packet is the question itself, under the message id of the third field.
    spoofed.answerWith((packet) => ((packets += 1) < 2 ? undefined : inClear(packet)))
    expect(await failure({ ...ask(), url: spoofed.url, access: v3 })).toMatchObject({ kind: 'auth' })
    await spoofed.stop()
  })

  it('is left at once when the pass is stopped', async () => {
    const stop = new AbortController()
    const ended = failure(ask({ timeoutMs: 30_000 }), io({ signal: stop.signal }))
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    stop.abort()
    expect((await ended).message).toContain('dừng giữa chừng')
  })

  it('is not asked where nobody allowed its address, nor where no socket may be opened', async () => {
    expect((await failure(ask(), io({ allow: [] }))).kind).toBe('config')
    expect((await failure(ask(), io({ allow: ['10.0.0.0/8'] }))).kind).toBe('config')
    const { resolve: _, ...without } = io()
    expect((await failure(ask(), without)).message).toContain('UDP')
    expect(heard).toEqual([])
  })

  it('is unreachable where nothing listens', async () => {
    const gone = createSocket('udp4')
    await new Promise<void>((resolve) => gone.bind(0, '127.0.0.1', resolve))
    const { port } = gone.address()
    await new Promise<void>((resolve) => gone.close(resolve))
    expect((await failure({ ...ask(FAST), url: `snmp://127.0.0.1:${port}` })).kind).toBe('unreachable')
  })
})

it.each([[{}], [{ get: { a: 'sysUpTime' } }], [{ get: { a: '1.3.6' }, url: 'http://x' }], [{ table: { columns: {} } }], [{ get: { a: '1.3.6.1' }, access: { kind: 'v3', user: 'a', authKey: 'ngan', privKey: 'cung ngan' } }],
  [{ get: { a: '1.3.6.1' }, access: { kind: 'v3', user: 'a', authKey: 'du-dai-roi' } }], [{ get: { a: '1.3.6.1' }, access: { kind: 'v2c', community: '' } }]])('refuses the settings %j', (settings) => {
  expect(SnmpConfig.safeParse({ url: 'snmp://may', access: { kind: 'v2c', community: 'x' }, ...settings }).success).toBe(false)
})

/** Just enough BER to be a device by hand. */
const tlv = (tag: number, value: Buffer): Buffer => Buffer.concat([Buffer.from([tag]), value.length < 128 ? Buffer.from([value.length]) : Buffer.from([0x82, value.length >> 8, value.length & 255]), value])
const varbind = (oid: string, type: number, value: Buffer): Buffer => tlv(0x30, Buffer.concat([tlv(6, encodeOid(oid)), tlv(type, value)]))
const integer = (oid: string, value: number): Buffer => varbind(oid, 2, Buffer.from([value]))

function encodeOid(oid: string): Buffer {
  const [first = 1, second = 3, ...rest] = oid.split('.').map(Number)
  const base128 = (part: number): number[] => (part < 128 ? [part] : [...base128(part >> 7).map((byte) => byte | 128), part & 127])
  return Buffer.from([first * 40 + second, ...rest.flatMap(base128)])
}

/** A v2c response to a request, with its own request id. */
function respond(packet: Buffer, varbinds: Buffer[]): Buffer {
  const community = packet.subarray(5, 7 + (packet[6] ?? 0))
  const pdu = 5 + community.length
  const requestId = packet.subarray(pdu + 2, pdu + 4 + (packet[pdu + 3] ?? 0))
  const zero = tlv(2, Buffer.from([0]))
  return tlv(0x30, Buffer.concat([packet.subarray(2, 5), community, tlv(0xa2, Buffer.concat([requestId, zero, zero, tlv(0x30, Buffer.concat(varbinds))]))]))
}

/** A v3 response without signature and encryption under the message id of the question: what somebody on the way could write. */
function inClear(packet: Buffer): Buffer {
  const start = packet.indexOf(Buffer.from([2, 1, 3])) + 3
  const idAt = start + 2
  const id = packet.subarray(idAt, idAt + 2 + (packet[idAt + 1] ?? 0))
  const global = tlv(0x30, Buffer.concat([id, tlv(2, Buffer.from([0x7f, 0xff])), tlv(4, Buffer.from([0])), tlv(2, Buffer.from([3]))]))
  const zero = tlv(2, Buffer.from([0]))
  const empty = tlv(4, Buffer.alloc(0))
  const security = tlv(4, tlv(0x30, Buffer.concat([empty, zero, zero, tlv(4, Buffer.from('ioc')), empty, empty])))
  const pdu = tlv(0xa2, Buffer.concat([tlv(2, Buffer.from([1])), zero, zero, tlv(0x30, integer('1.3.6.1.4.1.32473.1.1.0', 99))]))
  return tlv(0x30, Buffer.concat([tlv(2, Buffer.from([3])), global, security, tlv(0x30, Buffer.concat([empty, empty, pdu]))]))
}
