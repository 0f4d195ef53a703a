import * as z from 'zod'

/** A text a person reads, Vietnamese first. */
export const Text = z.object({ vi: z.string().min(1), en: z.string().min(1) })
export type Text = z.infer<typeof Text>

/** A day without time or zone, `2025-07-01`. */
export const Day = z.iso.date()

/** A moment in JSON: ISO 8601 in UTC. On the socket the same moment is epoch milliseconds. */
export const Moment = z.iso.datetime({ offset: false })
