import { Coverage } from '#contract'
import { compilePointer } from './read-pointer.ts'
import type { ReadingDefinition } from './system.ts'

/** How many of those that should have reported did; undefined where the record does not say and need not. */
export interface CoverageReader {
  /** What a reject names. */
  pointer: string
  read(record: object): Coverage | 'unreadable' | undefined
}

/** Two pointers, or one to an object `{reported, expected}` that a record need not carry. */
export function compileCoverage(parts: string | NonNullable<ReadingDefinition['coverage']>): CoverageReader {
  const pointers = typeof parts === 'string' ? { reported: `${parts}/reported`, expected: `${parts}/expected` } : parts
  const [reported, expected] = [compilePointer(pointers.reported), compilePointer(pointers.expected)]
  const whole = typeof parts === 'string' ? compilePointer(parts) : undefined
  return {
    pointer: pointers.reported,
    read: (record) => (whole !== undefined && whole(record) === undefined ? undefined : readCoverage(reported(record), expected(record))),
  }
}

function readCoverage(reported: unknown, expected: unknown): Coverage | 'unreadable' {
  const parsed = Coverage.safeParse({ reported, expected })
  return parsed.success && parsed.data.reported <= parsed.data.expected ? parsed.data : 'unreadable'
}
