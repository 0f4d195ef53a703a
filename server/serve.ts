import { readConfig } from './config.ts'
import { StartError } from './errors.ts'
import { runUntilSignal } from './main.ts'

/** `npm run serve`: production. Nothing is started beside the server; REDIS_URL says where the bus is. */
const config = readConfig(process.env, process.cwd())
await runUntilSignal((startServer, signal) => {
  if (config.production && config.redisUrl === undefined && !config.allowMemory) throw new StartError('Vận hành chính thức cần REDIS_URL / production needs REDIS_URL')
  return startServer(config, { signal })
})
