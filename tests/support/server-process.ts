import { readConfig } from '../../server/config.ts'
import { runUntilSignal } from '../../server/main.ts'

/** The whole server in a process of its own, so that a test may kill it. Says its address over the channel; ends with its parent. */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
await runUntilSignal(async (startServer, signal) => {
  const config = readConfig(process.env, process.cwd())
  const departments = process.env['TEST_DEPARTMENTS_URL'] ?? 'http://127.0.0.1:9'
  const running = await startServer(config, { signal, environment: { IOC_DEPARTMENTS_URL: departments, IOC_HOST_EXPORTER_URL: 'http://127.0.0.1:9/metrics' } })
  process.send?.({ url: running.url })
  return running
})
