import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { ApiProblem } from '../../../api/index.ts'
import type { SaveState } from '../../../boards/index.ts'
import { formatAge, useLocale, useSay } from '../../../locale/index.ts'
import { Glyph, LostGlyph, StatusGlyph } from '../../../parts/index.ts'
import { problemInWords } from '../../agency/problem-words.ts'
import { loginHref } from '../../NamedOnly.tsx'

/** Whether the work is safe, and where: calm while it is, plain when it is not. */
export function SaveWords({ save }: { save: SaveState }) {
  const say = useSay()
  const locale = useLocale()
  const now = useNow()
  if (save.kind === 'saving') return <p className="save-words"><StatusGlyph status="unknown" />{say('board.saving')}</p>
  if (save.kind === 'saved') return <p className="save-words"><StatusGlyph status="good" />{say('board.saved', { age: formatAge(Math.max(1_000, now - save.at), locale) })}</p>
  if (save.kind === 'away') return <p className="save-words is-off" role="status"><LostGlyph />{say(save.isKept ? 'board.away' : 'board.awayLost')}</p>
  if (save.kind === 'stale') return <p className="save-words is-off"><Glyph priority={2} />{say('board.stale')}</p>
  return (
    <p className="save-words is-off" role="alert">
      <Glyph priority={2} />{say('board.refused', { why: problemInWords(save.why, say) })}
      {save.why instanceof ApiProblem && save.why.code === 'unauthorized' && <> <Link href={loginHref()}>{say('login.in')}</Link></>}
    </p>
  )
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
