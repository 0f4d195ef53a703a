import * as z from 'zod'

/** A text a person reads, Vietnamese first. */
export const Text = z.object({ vi: z.string().min(1), en: z.string().min(1) })
export type Text = z.infer<typeof Text>

/** What was kept or sent before both languages were written is a string: Vietnamese, and it stands in for the English too. */
export const asText = (said: Text | string): Text => (typeof said === 'string' ? { vi: said, en: said } : said)

/** A text of the server: what went wrong, what was found. Answers both languages whatever was kept. */
export const Said = z.union([z.object({ vi: z.string(), en: z.string() }), z.string()]).transform(asText)

/** A day without time or zone, `2025-07-01`. */
export const Day = z.iso.date()

/** A moment in JSON: ISO 8601 in UTC. On the socket the same moment is epoch milliseconds. */
export const Moment = z.iso.datetime({ offset: false })
