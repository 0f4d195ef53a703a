/**
 * Writes one thing at a time, and together whatever came while the last writing went on: an fsync takes as long for ten
 * answers as for one. Nobody is told before the writing that holds his own is done; one that fails fails for all in it.
 */
export interface GroupCommit<T, R> {
  add(item: T): Promise<R>
  /** Resolves when nothing is being written any more. */
  idle(): Promise<void>
}

interface Waiting<T, R> {
  item: T
  resolve(result: R): void
  reject(reason: unknown): void
}

/** `write` answers for each item, in their order. */
export function createGroupCommit<T, R>(write: (items: readonly T[]) => Promise<readonly R[]>): GroupCommit<T, R> {
  const waiting: Waiting<T, R>[] = []
  let writing: Promise<void> | undefined

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.splice(0)
      try {
        const results = await write(group.map(({ item }) => item))
        for (const [index, one] of group.entries()) one.resolve(results[index] as R) // one for each
      } catch (thrown) {
        for (const one of group) one.reject(thrown)
      }
    }
    writing = undefined // with nothing between this and the look above: who comes now starts the next writing
  }

  return {
    add: (item) => new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      writing ??= writeAll()
    }),
    idle: async () => {
      await writing
    },
  }
}
