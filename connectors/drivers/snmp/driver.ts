import type { Varbind } from 'net-snmp'
import { type Collected, definePollDriver, type DriverIo, type RawPart } from '#kit'
import { SnmpConfig } from './config.ts'
import { type DeviceSession, hostOf, openSession } from './open-session.ts'
import { readVarbind } from './read-value.ts'
import { walkColumn } from './walk-column.ts'

/** Any device that speaks SNMP has this one: how long it has been up. */
const UPTIME = '1.3.6.1.2.1.1.3.0'

/** Reads single values and one table of a device over SNMP v2c or v3. */
export const snmp = definePollDriver<SnmpConfig>({
  protocol: 'snmp',
  config: SnmpConfig,
  probe: (config, io) => withSession(config, io, async (session) => void (await session.get([UPTIME]))),
  collect: (config, io) => withSession(config, io, (session) => collectFrom(session, config)),
  reopen: (config, parts) => recordsOf(parts.flatMap(readDown), config),
})

async function withSession<T>(config: SnmpConfig, io: DriverIo, work: (session: DeviceSession) => Promise<T>): Promise<T> {
  const session = await openSession(config, io)
  try {
    return await work(session)
  } finally {
    session.close()
  }
}

async function collectFrom(session: DeviceSession, config: SnmpConfig): Promise<Collected> {
  const { get, table, bulk } = config
  const host = hostOf(config)
  const oids = Object.values(get)
  const read: Varbind[] = oids.length > 0 ? await session.get(oids) : []
  for (const oid of Object.values(table?.columns ?? {})) read.push(...(await walkColumn(session, oid, { bulk, maxRows: table?.maxRows ?? 0, host })).values())
  return { records: recordsOf(read, config), raw: [rawOf(read, config)] }
}

/** One record for the device and one for each row of its table, out of the values as they were read. */
function recordsOf(read: readonly Varbind[], config: SnmpConfig): Record<string, string | number>[] {
  const { get, table, labels } = config
  const host = hostOf(config)
  const byOid = new Map(read.map((varbind) => [varbind.oid, varbind]))
  const records: Record<string, string | number>[] = []
  const names = Object.entries(get)
  if (names.length > 0) records.push({ ...labels, kind: 'device', ...membersOf(names.map(([name, oid]) => [name, byOid.get(oid)]), host) })
  const columns = Object.entries(table?.columns ?? {})
  // A row that came or went meanwhile lacks members, and that is seen when it is read.
  const indexes = new Set(columns.flatMap(([, oid]) => read.filter((varbind) => varbind.oid.startsWith(`${oid}.`)).map((varbind) => varbind.oid.slice(oid.length + 1))))
  for (const index of indexes) records.push({ ...labels, kind: 'row', index, ...membersOf(columns.map(([name, oid]) => [name, byOid.get(`${oid}.${index}`)]), host) })
  return records
}

const membersOf = (named: [string, Varbind | undefined][], host: string): Record<string, string | number> =>
  Object.fromEntries(named.flatMap(([name, varbind]) => {
    const value = varbind === undefined ? undefined : readVarbind(varbind, host)
    return value === undefined ? [] : [[name, value]]
  }))

/** Packets are encrypted, so what is kept is each value by its OID as it was decoded, bytes in base64. */
function rawOf(varbinds: readonly Varbind[], config: SnmpConfig): RawPart {
  const lines = varbinds.map(({ oid, type, value }) => JSON.stringify(Buffer.isBuffer(value) ? { oid, type, base64: value.toString('base64') } : { oid, type, value }))
  return { body: Buffer.from(`${lines.join('\n')}\n`), contentType: 'application/x-ndjson', from: `snmp://${hostOf(config)}` }
}

function readDown({ body }: RawPart): Varbind[] {
  return Buffer.from(body).toString('utf8').split('\n').filter((line) => line !== '').map((line) => {
    const { oid, type, value, base64 } = JSON.parse(line) as Varbind & { base64?: string } // written by `rawOf`, and checked by its hash
    return { oid, type, value: base64 === undefined ? value : Buffer.from(base64, 'base64') }
  })
}
