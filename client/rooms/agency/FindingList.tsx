import type { Finding } from '#contract'
import { formatNumber, useSay } from '../../locale/index.ts'
import { Glyph } from '../../parts/index.ts'
import type { Names } from './names.ts'

const NAMED = 12

/** Each finding with its place, what was and what is, and a record that shows it. */
export function FindingList({ findings, names }: { findings: readonly Finding[]; names: Names }) {
  return <ul className="findings">{findings.map((one) => <Item key={`${one.rule} ${one.indicator ?? ''} ${one.pointer ?? ''} ${one.text.vi}`} finding={one} names={names} />)}</ul>
}

function Item({ finding, names }: { finding: Finding; names: Names }) {
  const say = useSay()
  const { rule, word, severity, text, before, after, example, subjects = [], held } = finding
  const rest = subjects.length - NAMED
  return (
    <li data-rule={rule}>
      <Glyph priority={severity === 'note' ? 3 : 2} />
      <div>
        <h4>{say(`agency.rule-${rule}`)}<span className="word">{say(`agency.word-${word}`)}</span></h4>
        <p>{text[names.locale]}</p>
        {(before !== undefined || after !== undefined) && (
          <dl className="diff">
            <div><dt>{say('agency.before')}</dt><dd>{before?.[names.locale] ?? say('agency.none')}</dd></div>
            <div><dt>{say('agency.after')}</dt><dd>{after?.[names.locale] ?? say('agency.none')}</dd></div>
            {held > 0 && <div><dt>{say('agency.heldFigures')}</dt><dd>{formatNumber(held, 0, names.locale)}</dd></div>}
          </dl>
        )}
        {subjects.length > 0 && <p className="desk-note">{subjects.slice(0, NAMED).map((id) => names.subject(id)).join(', ')}{rest > 0 && ` ${say('agency.andMore', { n: rest })}`}</p>}
        {example !== undefined && (
          <details>
            <summary>{say('agency.exampleRow', { n: formatNumber(example.index + 1, 0, names.locale) })}</summary>
            <pre>{example.text}</pre>
          </details>
        )}
      </div>
    </li>
  )
}
