/** What must be undone after a measurement, the last first. */
export type Ends = (() => unknown)[]

const underway = new Set<Ends>()

/** Undoes what the work has begun, also where it fails half-way. */
export async function withCleanUp<T>(work: (ends: Ends) => Promise<T>): Promise<T> {
  const ends: Ends = []
  underway.add(ends)
  try {
    return await work(ends)
  } finally {
    underway.delete(ends)
    await undo(ends)
  }
}

/** Private engines live in process groups of their own: Ctrl-C does not reach them, so we end them. */
export function cleanUpOnSignal(): void {
  const leave = () => void Promise.all([...underway].map(undo)).finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave)
}

async function undo(ends: Ends): Promise<void> {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    try {
      await end()
    } catch (thrown) {
      process.stderr.write(`not cleaned up: ${String(thrown)}\n`)
    }
  }
}
