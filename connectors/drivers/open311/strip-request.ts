import { createHash } from 'node:crypto'
import { readPointer, UnreadableField } from '#kit'
import type { Open311Config } from './config.ts'

/**
 * All that is kept of a request. A report of a citizen holds names, telephone numbers, addresses and free text; none of these goes
 * further than this file: what is not listed here is not in records, not in the bytes that are kept, not in messages.
 */
export interface StrippedRequest {
  id: string
  status: 'open' | 'closed'
  requestedAt: number
  /** Of a closed one. */
  closedAt?: number
  /** Deadline, where there is one. */
  expectedAt?: number
  /** There is a deadline, and it cannot be read. */
  badDeadline?: true
  updatedAt: number
  assigned: boolean
  /** Official code of the commune, as far as it looks like a code. */
  locality: string | undefined
}

/** The standard's times: ISO 8601 with seconds and zone. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/
/** A code, never a word of a sentence: no spaces, some digit in it, and short. A telephone number is longer. */
const CODE = /^(?=[^\s]*\d)[\p{L}\d._-]{1,8}$/u
const ID = /^(?=\D*\d)[\p{L}\d][\p{L}\d._/-]{0,63}$/u
const TELEPHONE = /^(?:84|0)\d{8,10}$/

type Pointers = Pick<Open311Config, 'localityAt' | 'assignedAt' | 'closedAt'>

/** The request without its person, or what is wrong with it; the message names the field and the request, and no content. */
export function stripRequest(request: unknown, pointers: Pointers): StrippedRequest | UnreadableField {
  const id = idOf(text(readPointer(request, '/service_request_id')))
  if (id === undefined) return new UnreadableField('missing-value', { vi: 'Phản ánh không có service_request_id đọc được', en: 'The report has no service_request_id that can be read' })
  const wrong = (field: string) => new UnreadableField(field === 'status' ? 'bad-state' : 'bad-time', { vi: `Phản ánh ${id}: không đọc được ${field}`, en: `Report ${id}: ${field} cannot be read` })
  const status = text(readPointer(request, '/status'))?.toLowerCase()
  if (status !== 'open' && status !== 'closed') return wrong('status')
  const requestedAt = timeAt(request, '/requested_datetime')
  if (requestedAt === undefined) return wrong('requested_datetime')
  const updatedAt = timeAt(request, '/updated_datetime')
  const closedAt = status === 'open' ? undefined : (timeAt(request, pointers.closedAt) ?? updatedAt)
  if (status === 'closed' && closedAt === undefined) return wrong('updated_datetime')
  const expectedAt = timeAt(request, '/expected_datetime')
  const hasDeadline = text(readPointer(request, '/expected_datetime')) !== undefined
  return {
    id, status, requestedAt, updatedAt: updatedAt ?? requestedAt,
    assigned: text(readPointer(request, pointers.assignedAt)) !== undefined,
    locality: codeOf(readPointer(request, pointers.localityAt)),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(expectedAt === undefined ? (hasDeadline ? { badDeadline: true } : {}) : { expectedAt }),
  }
}

/** Some hotlines number a report by who called; that number stays here. */
function idOf(raw: string | undefined): string | undefined {
  if (raw === undefined || !ID.test(raw)) return undefined
  return TELEPHONE.test(raw) ? `#${createHash('sha256').update(raw).digest('hex').slice(0, 16)}` : raw
}

function text(raw: unknown): string | undefined {
  const found = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : ''
  return found === '' ? undefined : found
}

function codeOf(raw: unknown): string | undefined {
  const found = text(raw)
  return found !== undefined && CODE.test(found) ? found : undefined
}

function timeAt(request: unknown, pointer: string): number | undefined {
  const found = text(readPointer(request, pointer))
  const at = found !== undefined && TIME.test(found) ? Date.parse(found) : Number.NaN
  return Number.isFinite(at) ? at : undefined
}
