/** The import table of the house style as data. A folder's files may import from their own folder and from `may`. */
export interface Rule {
  /** First match wins; `*` stands for one folder name. */
  folder: string
  /** Folders (prefixes) or exact files. */
  may: string[]
  /** Packages by name; `node:` for Node itself. Doors below hold as well. */
  packages: string[]
}

const SERVER_ROOT = ['server/config.ts', 'server/errors.ts', 'server/log.ts', 'server/clock.ts']
const ANY_SERVER = ['server/contract', 'server/bus/bus.ts', 'server/db', ...SERVER_ROOT]
const REACT = ['react', 'react-dom']

export const RULES: Rule[] = [
  { folder: 'server/contract', may: [], packages: ['zod'] },
  { folder: 'server/bus', may: ANY_SERVER, packages: ['zod', 'node:', 'ioredis'] },
  { folder: 'server/ingest', may: [...ANY_SERVER, 'connectors/index.ts', 'connectors/kit'], packages: ['zod', 'node:', 'croner'] },
  { folder: 'server/hub', may: ANY_SERVER, packages: ['zod', 'node:', 'socket.io'] },
  { folder: 'server/api', may: ANY_SERVER, packages: ['zod', 'node:', 'express', 'helmet', 'write-excel-file'] },
  { folder: 'server/access', may: ANY_SERVER, packages: ['zod', 'node:', '@node-rs/argon2'] },
  { folder: 'server/health', may: ANY_SERVER, packages: ['zod', 'node:', 'prom-client'] },
  { folder: 'server/deployment', may: [...ANY_SERVER, 'connectors/index.ts'], packages: ['zod', 'node:', 'yaml', 'csv-parse', 'saxen'] },
  { folder: 'server/*', may: ANY_SERVER, packages: ['zod', 'node:'] },
  { folder: 'server', may: ['server', 'connectors/index.ts', 'connectors/kit', 'client/widgets/options.ts'], packages: ['zod', 'node:', 'pino', 'express'] },
  { folder: 'connectors/kit', may: ['server/contract'], packages: ['zod', 'node:', 'undici', 'ipaddr.js', 'saxen'] },
  { folder: 'connectors/drivers/sheet', may: ['connectors/kit', 'server/contract'], packages: ['zod', 'node:', 'csv-parse', 'saxen', 'ssh2'] },
  { folder: 'connectors/drivers/mqtt', may: ['connectors/kit', 'server/contract'], packages: ['zod', 'node:', 'mqtt'] },
  { folder: 'connectors/drivers/snmp', may: ['connectors/kit', 'server/contract'], packages: ['zod', 'node:', 'net-snmp'] },
  { folder: 'connectors/drivers/ical', may: ['connectors/kit', 'server/contract'], packages: ['zod', 'node:', 'ical.js'] },
  { folder: 'connectors/drivers/sql', may: ['connectors/kit', 'server/contract'], packages: ['zod', 'node:', 'pg', 'mysql2'] },
  { folder: 'connectors/drivers/*', may: ['connectors/kit', 'server/contract'], packages: ['zod', 'node:'] },
  { folder: 'connectors/systems/*', may: ['connectors/kit', 'server/contract'], packages: [] },
  { folder: 'connectors', may: ['connectors/drivers', 'connectors/systems', 'connectors/kit'], packages: [] },
  { folder: 'client/widgets/*', may: ['server/contract', 'client/charts', 'client/maps', 'client/parts', 'client/theme', 'client/locale', 'client/widgets/widget.ts', 'client/widgets/old.ts', 'client/widgets/sample-views.ts', 'client/widgets/sample-shapes.ts'], packages: ['zod', ...REACT] },
  { folder: 'client/widgets', may: ['server/contract', 'client/widgets', 'client/locale'], packages: ['zod', ...REACT] },
  { folder: 'client/live', may: ['server/contract', 'client/theme', 'client/locale'], packages: [...REACT, 'socket.io-client'] },
  { folder: 'client/api', may: ['server/contract', 'client/theme', 'client/locale'], packages: ['zod'] },
  { folder: 'client/charts', may: ['server/contract', 'client/theme', 'client/locale'], packages: [...REACT, 'echarts', 'echarts-for-react'] },
  { folder: 'client/maps', may: ['server/contract', 'client/theme', 'client/locale'], packages: [...REACT, 'leaflet'] },
  { folder: 'client/parts', may: ['server/contract', 'client/theme', 'client/locale'], packages: REACT },
  { folder: 'client/theme', may: [], packages: [...REACT, '@fontsource/be-vietnam-pro', '@fontsource-variable/inter'] },
  { folder: 'client/locale', may: ['server/contract'], packages: REACT },
  { folder: 'client', may: ['client', 'server/contract'], packages: [...REACT, 'wouter', 'zod'] },
  { folder: 'fixtures', may: ['fixtures', 'server/contract', 'server/main.ts', 'connectors/kit', ...SERVER_ROOT, 'server/engines'], packages: ['zod', 'node:', 'csv-parse', 'express', 'vite', 'mqtt', 'net-snmp', 'pg', 'ssh2'] },
]

/** One door per vendor: only here, types apart; `main` builds parts and may construct any. */
export const DOORS: Record<string, string[]> = {
  ioredis: ['server/bus'],
  pg: ['server/db', 'connectors/drivers/sql', 'fixtures/departments'],
  mysql2: ['connectors/drivers/sql'],
  '@node-rs/argon2': ['server/access'],
  'socket.io': ['server/hub'],
  express: ['server/api', 'server/main.ts', 'fixtures/departments'],
  'write-excel-file': ['server/api'],
  'socket.io-client': ['client/live'],
  echarts: ['client/charts'],
  'echarts-for-react': ['client/charts'],
  leaflet: ['client/maps'],
  mqtt: ['connectors/drivers/mqtt', 'fixtures/departments'],
  'ical.js': ['connectors/drivers/ical'],
  'net-snmp': ['connectors/drivers/snmp', 'fixtures/departments/snmp-agent.ts'],
  ssh2: ['connectors/drivers/sheet/sftp', 'fixtures/departments/sftp-door.ts'],
  undici: ['connectors/kit'],
  // The sheet's child process knows nothing of #kit, so that a file bomb has as little as possible to break.
  saxen: ['connectors/kit', 'connectors/drivers/sheet', 'server/deployment'],
  pino: ['server/log.ts'],
  'prom-client': ['server/health'],
  croner: ['server/ingest'],
  yaml: ['server/deployment'],
  'axe-core': ['tests/support/axe.ts'],
}
