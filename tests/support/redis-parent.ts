import { systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { startRedis } from '../../server/engines/index.ts'
import { silentLog } from '../../server/log.ts'

/** A process that owns a private Redis, for tests that kill the owner: `redis-parent.ts <data folder>`. Stops on SIGTERM. */
const { cacheDir, environment, dataDir } = readConfig({ ...process.env, IOC_DATA_DIR: process.argv[2] }, process.cwd())
const options = { dataDir, cacheDir, environment, clock: systemClock, log: silentLog, signal: new AbortController().signal }
try {
  const engine = await startRedis(options)
  process.once('SIGTERM', () => {
    void engine.stop().then(() => process.exit(0))
  })
  process.stdout.write(`${JSON.stringify({ pid: engine.pid, socketPath: engine.socketPath, adopted: engine.adopted })}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
