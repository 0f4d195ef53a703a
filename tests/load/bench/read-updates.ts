import { EVENT, Frame, PROTOCOL } from '#contract'

/** What one message brought: how many updates, and when the newest of them was true. */
export interface Heard {
  updates: number
  at: number
}

const FRAME_HEAD = `42["${EVENT.frame}",`
const NOTHING: Heard = { updates: 0, at: 0 }

/** The text packet by which a Socket.IO client says `watch`. */
export const watchPacket = (feeds: readonly string[]): string => `42${JSON.stringify([EVENT.watch, { protocol: PROTOCOL, feeds }])}`

export const isFrame = (payload: Buffer): boolean => payload.toString('latin1', 0, FRAME_HEAD.length) === FRAME_HEAD

export function readOurFrame(payload: Buffer): Heard {
  if (!isFrame(payload)) return NOTHING
  const { samples } = Frame.parse((JSON.parse(payload.toString('utf8', 2)) as [string, unknown])[1]) // `42` and then the event's list
  return { updates: samples.length, at: Math.max(...samples.map(([, at]) => at)) }
}

/** The floor's own message: the batch as it lies in the log. */
export function readFloorMessage(payload: Buffer): Heard {
  const { u } = JSON.parse(payload.toString()) as { u: [number, number, number][] } // our own floor
  return { updates: u.length, at: u[0]?.[1] ?? 0 }
}

export const floorMessage = (updates: readonly { handle: number; at: number; value: number }[]): string => JSON.stringify({ u: updates.map(({ handle, at, value }) => [handle, at, value]) })
