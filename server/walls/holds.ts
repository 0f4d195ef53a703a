import * as z from 'zod'
import type { Bus } from '../bus/bus.ts'

/** Somebody's word against the schedule, kept where every process reads it. */
export const Hold = z.object({ scene: z.string(), until: z.number() })
export type Hold = z.infer<typeof Hold>

type Notes = Pick<Bus, 'setNote' | 'note' | 'dropNote'>

const keyOf = (wall: string): string => `wall:${wall}`

/** The note ends by itself: a wall never stays held because who held it is gone. */
export async function holdScene(notes: Notes, wall: string, hold: Hold, now: number): Promise<void> {
  if (hold.until > now) await notes.setNote(keyOf(wall), JSON.stringify(hold), hold.until - now)
  else await notes.dropNote(keyOf(wall))
}

/** What cannot be read is no hold. */
export async function readHold(notes: Notes, wall: string): Promise<Hold | undefined> {
  const text = await notes.note(keyOf(wall))
  if (text === undefined) return undefined
  try {
    return Hold.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
