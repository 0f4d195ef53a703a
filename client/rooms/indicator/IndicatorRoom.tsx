import type { Catalogue, Indicator } from '#contract'
import { LiveLine } from '../../app/LiveLine.tsx'
import { UntilHeard } from '../../app/UntilHeard.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { pageApi } from '../../app/api.ts'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { useLive } from '../../live/index.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { ExplanationsOf } from '../explanations/ExplanationsOf.tsx'
import { Definition } from './Definition.tsx'
import { PlaceTable } from './PlaceTable.tsx'
import { UsedIn } from './UsedIn.tsx'

/** `/indicator/:id`: what an indicator means, and what it is everywhere now. */
export function IndicatorRoom({ id }: { id: string }) {
  return (
    <WhenFetched load={pageApi.catalogue}>
      {(catalogue) => {
        const indicator = catalogue.indicators.find((one) => one.id === id)
        return indicator === undefined ? <NotFound /> : <IndicatorPage catalogue={catalogue} indicator={indicator} />
      }}
    </WhenFetched>
  )
}

function IndicatorPage({ catalogue, indicator }: { catalogue: Catalogue; indicator: Indicator }) {
  const say = useSay()
  const locale = useLocale()
  const owner = catalogue.agencies.find(({ id }) => id === indicator.owner)?.name[locale] ?? indicator.owner
  return (
    <DeskFrame catalogue={catalogue} title={indicator.name[locale]} lead={owner} parts={[{ href: `/indicator/${indicator.id}`, title: say('definition.page'), isOpen: true }]}>
      <LiveLine feeds={[indicator.domain]} catalogue={catalogue}>
        <div className="indicator-page">
          <UntilHeard><PlaceTable indicator={indicator} /></UntilHeard>
          <div className="indicator-side">
            <ExplanationsOf catalogue={catalogue} indicator={indicator} />
            <NewestDefinition indicator={indicator} />
            <UsedIn catalogue={catalogue} indicator={indicator} />
          </div>
        </div>
      </LiveLine>
    </DeskFrame>
  )
}

/** Its targets may be approved while it is looked at. */
function NewestDefinition({ indicator }: { indicator: Indicator }) {
  const { catalogue } = useLive()
  return <Definition catalogue={catalogue} indicator={indicator} />
}
