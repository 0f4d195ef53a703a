/** Takes the bytes of one stream as they come and hands out whole messages. */
export interface FrameSplitter {
  push(bytes: Buffer): void
}

interface Told {
  message(bytes: Buffer): void
  /** One that is too long; its bytes are passed over, not kept. */
  tooLong(): void
  /** What comes is neither kind of frame: the stream cannot be followed any more. */
  lost(): void
}

const NEWLINE = 10
const SPACE = 32
const MOST_DIGITS = 7
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57

/** RFC 6587: `LENGTH SP message`, or a message up to the end of its line; each frame says which by its first byte. Never holds more than one message. */
export function createFrameSplitter(maxBytes: number, told: Told): FrameSplitter {
  let held: Buffer = Buffer.alloc(0)
  /** Bytes of a long message still to pass over; `line`: up to the next newline. */
  let skipping: number | 'line' = 0
  let isLost = false

  /** Answers whether another frame may follow in what is held. */
  function step(): boolean {
    if (skipping === 'line') return skipLine()
    if (skipping > 0) {
      const passed = Math.min(skipping, held.length)
      skipping -= passed
      held = held.subarray(passed)
      return held.length > 0
    }
    const [first] = held
    if (first === undefined) return false
    if (first === NEWLINE || first === SPACE || first === 0 || first === 13) {
      held = held.subarray(1)
      return true
    }
    if (isDigit(first)) return counted()
    if (first === 60) return line() // <
    isLost = true
    told.lost()
    return false
  }

  function counted(): boolean {
    const space = held.indexOf(SPACE)
    const digits = space < 0 ? held : held.subarray(0, space)
    if (digits.length > MOST_DIGITS || !digits.every(isDigit)) {
      isLost = true
      told.lost()
      return false
    }
    if (space < 0) return false
    const length = Number(digits.toString('latin1'))
    if (length > maxBytes) {
      told.tooLong()
      held = held.subarray(space + 1)
      skipping = length
      return held.length > 0
    }
    if (held.length < space + 1 + length) return false
    told.message(held.subarray(space + 1, space + 1 + length))
    held = held.subarray(space + 1 + length)
    return held.length > 0
  }

  function line(): boolean {
    const end = held.indexOf(NEWLINE)
    if (end < 0 && held.length <= maxBytes) return false
    if (end < 0 || end > maxBytes) {
      told.tooLong()
      skipping = 'line'
      return true
    }
    told.message(held.subarray(0, end))
    held = held.subarray(end + 1)
    return held.length > 0
  }

  function skipLine(): boolean {
    const end = held.indexOf(NEWLINE)
    held = end < 0 ? Buffer.alloc(0) : held.subarray(end + 1)
    if (end >= 0) skipping = 0
    return held.length > 0
  }

  return {
    push(bytes) {
      if (isLost) return
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
      while (!isLost && step());
    },
  }
}
