import { findDriver, findSystem, systems } from '../../connectors/index.ts'
import { type ConfiguredSource, configureSources } from '../../server/ingest/index.ts'
import { deviceAccess } from '../contract/device-case.ts'

const ACCESS: Record<string, Record<string, unknown>> = {
  snmp: deviceAccess('snmp://so-nganh.example'), mqtt: { url: 'mqtt://so-nganh.example' }, sql: { url: 'postgres://so-nganh.example/so_lieu', username: 'doc' }, webhook: { secret: 'khoa-ky-dung-de-thu-1' },
  syslog: { port: 5_514 },
  'sheet-sftp': { url: 'sftp://so-nganh.example', username: 'doc', auth: { kind: 'password', password: 'mat-khau-de-thu' }, hostKeys: [`SHA256:${'A'.repeat(43)}`] },
}

/** Every system of the register as a source of its own. */
export function configureAll(): ConfiguredSource[] {
  const settings = systems.map(({ id, driver }) => {
    const config = ACCESS[driver] ?? (findDriver(driver)?.kind === 'poll' ? { url: 'https://so-nganh.example/' } : {})
    return { id: id as never, system: id, origin: 'real' as const, enabled: true, allow: [], config, readings: {} } // an id of the register
  })
  const { sources, faults } = configureSources(settings, { findDriver, findSystem })
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  return sources
}
