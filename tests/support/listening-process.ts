import { createListener } from '../../server/ingest/listener.ts'
import { type ListeningOptions, listeningSource } from './listening-source.ts'
import { openLogAt } from './read-log.ts'

/**
 * A listener in a process of its own, killed (-9) by itself in the worst moment: its first pass with figures is on the log,
 * and nothing is acknowledged yet.
 */
const { socketPath, ...options } = JSON.parse(process.argv[2] ?? '') as Omit<ListeningOptions, 'bus'> & { socketPath: string } // written by our parent
process.on('disconnect', () => process.exit(0))
const bus = openLogAt(socketPath)
const { source, deps } = await listeningSource({ ...options, bus })
const deadly: typeof bus = new Proxy(bus, {
  get: (target, name: keyof typeof bus) => name !== 'publish' ? target[name] : async (batch: Parameters<typeof bus.publish>[0]) => {
    const published = await target.publish(batch)
    if (batch.samples.length > 0) process.kill(process.pid, 'SIGKILL')
    else process.send?.('on the line')
    return published
  },
})
createListener(source, { ...deps, bus: deadly }).start()
setInterval(() => undefined, 60_000) // what the parts wait for does not keep a process alive
