/** What one client or one room may cost. */
export interface HubLimits {
  /** A client with more unsent bytes than this leaves its room until it has drained. */
  bufferBytes: number
  /** A client that has not drained for this long is cut. */
  stuckMs: number
  /** Frames kept per room for those who come back after a cut; 60 s at the usual beat. */
  ringFrames: number
  ringBytes: number
  /** Joiners within this time share one snapshot and one emission (measured: the storm then costs what its handshakes cost). */
  joinMs: number
  /** A snapshot at most this old serves the next joiner too; the frames after it follow. */
  shareMs: number
  /** A room without anybody is kept this long: the only wall of its kind comes back after a cut and gets what it missed. */
  roomKeepMs: number
  /** Watches a client may send at once, and after that one per second. */
  watchBurst: number
}

export const HUB_LIMITS: HubLimits = {
  bufferBytes: 1_048_576,
  stuckMs: 60_000,
  ringFrames: 240,
  ringBytes: 4_194_304,
  joinMs: 50,
  shareMs: 1_000,
  roomKeepMs: 60_000,
  watchBurst: 5,
}
