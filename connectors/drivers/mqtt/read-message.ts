import type { IPublishPacket } from 'mqtt'
import { parseJson, type RawPart, type RawRecord, SourceError } from '#kit'

export interface Message {
  topic: string
  payload: Uint8Array
  contentType?: string | undefined
}

const MAX_SHOWN = 200

export const messageOf = ({ topic, payload, properties }: Pick<IPublishPacket, 'topic' | 'payload' | 'properties'>): Message => ({
  topic, payload: typeof payload === 'string' ? Buffer.from(payload) : payload, contentType: properties?.contentType,
})

/**
 * One message as records: `{ topic, levels, message }`, one for each member where the message is a list. What is no JSON
 * becomes a text, which normalise rejects and shows: a message nobody can read must not hold up those behind it. An empty
 * one only takes back a retained one.
 */
export function readMessage({ topic, payload }: Message): RawRecord[] {
  if (payload.length === 0) return []
  try {
    const parsed = parseJson(payload, topic)
    const levels = topic.split('/')
    return (Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]).map((message) => ({ topic, levels, message }))
  } catch (thrown) {
    if (!(thrown instanceof SourceError)) throw thrown
    return [`${topic}: ${Buffer.from(payload.subarray(0, MAX_SHOWN)).toString('utf8')}`]
  }
}

export const rawPart = ({ topic, payload, contentType }: Message, broker: string): RawPart => ({
  body: payload, from: `${broker}/${topic}`, ...(contentType === undefined ? {} : { contentType }),
})

/** What `rawPart` keeps, read again. */
export const reopenMessage = ({ body, from }: RawPart): RawRecord[] => readMessage({ topic: from.replace(/^\w+:\/\/[^/]*\//, ''), payload: body })
