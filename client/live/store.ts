/** Values outside React: staged as they come, published together at most once per animation frame, each listener told once. */
export interface Store {
  /** Leaves a value to be read at the next flush; staged again before that, only the last one counts. */
  stage: (topic: string, read: () => unknown) => void
  /** What was published last. */
  get: (topic: string) => unknown
  /** Publishes what is staged now: a page that was hidden does not wait for its timer. */
  flush: () => void
  subscribe: (topics: readonly string[], told: () => void) => () => void
}

export function createStore(schedule: (flush: () => void) => void): Store {
  const staged = new Map<string, () => unknown>()
  const published = new Map<string, unknown>()
  const listeners = new Map<string, Set<() => void>>()
  let scheduled = false

  function flush(): void {
    scheduled = false
    const told = new Set<() => void>()
    for (const [topic, read] of staged) {
      const value = read()
      if (Object.is(value, published.get(topic))) continue
      published.set(topic, value)
      for (const listener of listeners.get(topic) ?? []) told.add(listener)
    }
    staged.clear()
    for (const listener of told) listener()
  }

  return {
    stage(topic, read) {
      staged.set(topic, read)
      if (scheduled) return
      scheduled = true
      schedule(flush)
    },
    get: (topic) => published.get(topic),
    flush,
    subscribe(topics, told) {
      // Its own function: one listener may be subscribed twice and leave once.
      const mine = () => told()
      for (const topic of topics) {
        const set = listeners.get(topic) ?? new Set()
        listeners.set(topic, set.add(mine))
      }
      return () => {
        for (const topic of topics) {
          const set = listeners.get(topic)
          set?.delete(mine)
          if (set?.size === 0) listeners.delete(topic)
        }
      }
    },
  }
}
