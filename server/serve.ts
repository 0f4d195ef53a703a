import { readConfig } from './config.ts'
import { StartError } from './errors.ts'
import { runUntilSignal } from './main.ts'

/** `npm run serve`: production. Nothing is started beside the server; REDIS_URL says where the bus is, DATABASE_URL where history is. */
const config = readConfig(process.env, process.cwd())
await runUntilSignal((startServer, signal) => {
  const missing = [config.redisUrl === undefined && 'REDIS_URL', config.databaseUrl === undefined && 'DATABASE_URL'].filter((name) => name !== false)
  if (config.production && missing.length > 0 && !config.allowMemory) throw new StartError(`Vận hành chính thức cần ${missing.join(', ')} / production needs ${missing.join(', ')}`)
  return startServer(config, { signal })
})
