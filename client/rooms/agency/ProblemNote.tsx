import { Link } from 'wouter'
import { ApiProblem } from '../../api/index.ts'
import { useSay } from '../../locale/index.ts'
import { Glyph } from '../../parts/index.ts'
import { loginHref } from '../NamedOnly.tsx'
import { problemInWords } from './problem-words.ts'

/** What failed, why, and the places that are wrong; read out when it appears. */
export function ProblemNote({ title, thrown }: { title: string; thrown: unknown }) {
  const say = useSay()
  const errors = thrown instanceof ApiProblem ? thrown.errors : []
  const isOut = thrown instanceof ApiProblem && thrown.code === 'unauthorized'
  return (
    <div className="plate is-bad" role="alert">
      <Glyph priority={2} />
      <div>
        <strong>{title}</strong>
        <p>{problemInWords(thrown, say)}</p>
        {errors.length > 0 && <ul>{errors.map(({ pointer, message }) => <li key={`${pointer} ${message}`}>{message}</li>)}</ul>}
        {isOut && <p><Link href={loginHref()}>{say('login.in')}</Link></p>}
      </div>
    </div>
  )
}
