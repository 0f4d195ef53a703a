/** One connected screen, as a room sees it. */
export interface Line {
  readonly id: string
  enter(room: string): void
  leave(room: string): void
  /** Bytes handed over that have not left this process. */
  unsentBytes(): number
  /** Ends it at once, without waiting for what is unsent. */
  cut(): void
}

/** Sends one thing to many, encoded once: to a room by name, or to lines by id. */
export type Emit = (to: string | readonly string[], event: string, payload: unknown) => void
