import { Link } from 'wouter'
import type { Catalogue, FormulaVersion, Indicator } from '#contract'
import { useLocale, useSay } from '../../locale/index.ts'
import { dayText } from './day-text.ts'

/** Those no official would know by their name. */
const FUNCTIONS = ['within', 'mean24h', 'vn_aqi']

/** How it comes from others: each version with the day it holds from and its paper. */
export function FormulaVersions({ catalogue, indicator }: { catalogue: Catalogue; indicator: Indicator }) {
  const say = useSay()
  const versions: Omit<FormulaVersion, 'indicator'>[] = indicator.formulas ?? (indicator.formula === undefined ? [] : [{ formula: indicator.formula }])
  if (versions.length === 0) return null
  return (
    <div>
      <dt>{say('definition.formula')}</dt>
      <dd>
        <ol className="versions">
          {versions.map(({ from, formula, basis }, i) => (
            <li key={from ?? ''}>
              <FormulaText catalogue={catalogue} formula={formula} />
              <small>
                {from === undefined ? say('definition.fromEver') : say('definition.from', { day: dayText(from) })}
                {i < versions.length - 1 && ` ${say('definition.untilNext')}`}
                {basis !== undefined && ` · ${basis}`}
              </small>
            </li>
          ))}
        </ol>
        {FUNCTIONS.filter((name) => versions.some(({ formula }) => formula.includes(`${name}(`))).map((name) => <small key={name}>{say(`definition.fn-${name}`)}</small>)}
      </dd>
    </div>
  )
}

/** `100 × Hồ sơ đúng hạn ∕ Hồ sơ đã giải quyết`: a name leads to its own page. */
function FormulaText({ catalogue, formula }: { catalogue: Catalogue; formula: string }) {
  const locale = useLocale()
  const parts = formula.split(/\{([^}]+)\}/)
  return (
    <span className="formula">
      {parts.map((part, i) => {
        if (i % 2 === 0) return part.replaceAll('*', '×').replaceAll('/', '÷').replaceAll(',', ';').replaceAll('.', locale === 'vi' ? ',' : '.')
        const named = catalogue.indicators.find(({ id }) => id === part)
        return named === undefined ? part : <Link key={`${i} ${part}`} href={`/indicator/${part}`}>{named.name[locale]}</Link>
      })}
    </span>
  )
}
