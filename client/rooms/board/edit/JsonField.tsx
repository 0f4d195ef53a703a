import { useState } from 'react'
import { useSay } from '../../../locale/index.ts'
import { Glyph } from '../../../parts/index.ts'

interface Props {
  id: string
  value: unknown
  change(value: unknown): void
  /** Why this value cannot be. */
  check(value: unknown): string | undefined
}

const write = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 1))

/** What no field was made for, as JSON: it counts as soon as it can be read and is allowed, until then it says why not. */
export function JsonField({ id, value, change, check }: Props) {
  const say = useSay()
  const [typed, type] = useState<string>()
  const text = typed ?? write(value)
  const fault = typed === undefined ? undefined : faultOf(typed, check, say)
  const hear = (next: string) => {
    type(next)
    if (faultOf(next, check, say) === undefined) change(next.trim() === '' ? undefined : JSON.parse(next))
  }
  return (
    <>
      <textarea id={id} className="json" spellCheck={false} rows={Math.min(10, Math.max(2, text.split('\n').length))} value={text} aria-invalid={fault !== undefined} onChange={({ target }) => hear(target.value)} onBlur={() => fault === undefined && type(undefined)} />
      {fault !== undefined && <p className="panel-faults" role="alert"><Glyph priority={2} />{fault}</p>}
    </>
  )
}

function faultOf(text: string, check: Props['check'], say: ReturnType<typeof useSay>): string | undefined {
  if (text.trim() === '') return undefined
  try {
    return check(JSON.parse(text) as unknown)
  } catch (thrown) {
    return say('board.notJson', { why: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}
