/** A heap of moments at which something must be looked at again; the earliest first. */
export interface Deadlines<T> {
  add(at: number, what: T): void
  /** Takes the earliest out, if it lies before `now`. */
  takeBefore(now: number): { at: number; what: T } | undefined
}

export function createDeadlines<T>(): Deadlines<T> {
  const heap: { at: number; what: T }[] = []
  const atOf = (index: number): number => heap[index]?.at ?? Infinity

  function swap(a: number, b: number): void {
    const [first, second] = [heap[a], heap[b]]
    if (first === undefined || second === undefined) return
    heap[a] = second
    heap[b] = first
  }

  function sink(): void {
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const child = atOf(left + 1) < atOf(left) ? left + 1 : left
      if (atOf(child) >= atOf(index)) return
      swap(index, child)
      index = child
    }
  }

  return {
    add(at, what) {
      let index = heap.push({ at, what }) - 1
      while (index > 0 && atOf(index) < atOf((index - 1) >> 1)) {
        swap(index, (index - 1) >> 1)
        index = (index - 1) >> 1
      }
    },
    takeBefore(now) {
      if (atOf(0) >= now) return undefined
      swap(0, heap.length - 1)
      const taken = heap.pop()
      sink()
      return taken
    },
  }
}
