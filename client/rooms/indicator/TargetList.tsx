import type { Catalogue, Indicator, Target } from '#contract'
import { formatNumber, type Say, useLocale, useSay, withUnit } from '../../locale/index.ts'
import { ExportLinks } from '../../parts/index.ts'
import { originText } from '../agency/target-words.ts'
import { dayText } from './day-text.ts'

/** What is aimed at, for whom, since when and by which paper. */
export function TargetList({ catalogue, indicator }: { catalogue: Catalogue; indicator: Indicator }) {
  const say = useSay()
  const locale = useLocale()
  const targets = catalogue.targets.filter((one) => one.indicator === indicator.id)
  const name = (id: string) => [...catalogue.localities, ...catalogue.agencies, ...catalogue.sites].find((one) => one.id === id)?.name[locale] ?? id
  return (
    <div>
      <dt>{say('definition.targets')}</dt>
      <dd>
        {targets.length === 0
          ? say('definition.noTargets')
          : (
            <ul>
              {targets.map((one) => (
                <li key={`${one.subject} ${one.validFrom} ${one.value}`}>
                  <b>{withUnit(formatNumber(one.value, Number.isInteger(one.value) ? 0 : Math.max(1, indicator.decimals), locale), indicator.unit, locale)}</b> {name(one.subject)}
                  <small>{[heldText(one, say), one.basis].filter((text) => text !== undefined && text !== '').join(' · ')}</small>
                  <small>{originText(one, say)}</small>
                </li>
              ))}
            </ul>
          )}
        {targets.length > 0 && <ExportLinks path={`/api/v1/tables/targets?indicator=${indicator.id}`} of={say('targets.title')} />}
      </dd>
    </div>
  )
}

function heldText({ validFrom, validTo }: Target, say: Say): string {
  return [validFrom && say('definition.from', { day: dayText(validFrom) }), validTo && say('definition.until', { day: dayText(validTo) })].filter((text) => text !== undefined).join(' ')
}
