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
  const { get, table, labels, bulk } = config
  const host = hostOf(config)
  const read: Varbind[] = []
  const records: Record<string, string | number>[] = []
  const names = Object.entries(get)
  if (names.length > 0) {
    const varbinds = await session.get(names.map(([, oid]) => oid))
    read.push(...varbinds)
    records.push({ ...labels, kind: 'device', ...membersOf(names.map(([name], place) => [name, varbinds[place]]), host) })
  }
  if (table !== undefined) {
    const columns: [string, Map<string, Varbind>][] = []
    for (const [name, oid] of Object.entries(table.columns)) columns.push([name, await walkColumn(session, oid, { bulk, maxRows: table.maxRows, host })])
    // A row that came or went meanwhile lacks members, and that is seen when it is read.
    const indexes = new Set(columns.flatMap(([, rows]) => [...rows.keys()]))
    for (const index of indexes) records.push({ ...labels, kind: 'row', index, ...membersOf(columns.map(([name, rows]) => [name, rows.get(index)]), host) })
    for (const [, rows] of columns) read.push(...rows.values())
  }
  return { records, raw: [rawOf(read, config)] }
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
