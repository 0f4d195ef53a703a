/**
 * The server's clock as this screen knows it: the time of the last frame plus monotonic time since.
 * The browser's own wall clock is never asked: a wall PC that is 10 minutes wrong must show no wrong age.
 */
export interface ServerClock {
  set: (serverAt: number) => void
  /** Undefined until the server was heard once. */
  now: () => number | undefined
}

export function createServerClock(monotonic: () => number): ServerClock {
  let heard: { serverAt: number; at: number } | undefined
  return {
    set: (serverAt) => {
      heard = { serverAt, at: monotonic() }
    },
    now: () => heard && heard.serverAt + (monotonic() - heard.at),
  }
}
