import { useSearchParams } from 'wouter'
import { type Catalogue, SeriesName } from '#contract'
import { pageApi } from '../../app/api.ts'
import { NotFound } from '../../app/NotFound.tsx'
import { WhenFetched } from '../../app/WhenFetched.tsx'
import { useLocale, useSay } from '../../locale/index.ts'
import { createNames } from '../agency/names.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { ExplanationCard } from '../explanations/ExplanationCard.tsx'
import { Definition } from '../indicator/Definition.tsx'
import { AskedLineage } from './AskedLineage.tsx'
import { Course } from './Course.tsx'

/** `/figure/:series?at=`: one indicator of one place: what it means, and the way back from its figure. */
export function FigureRoom({ series }: { series: string }) {
  const asked = SeriesName.safeParse(series)
  if (!asked.success) return <NotFound />
  return <WhenFetched load={pageApi.catalogue}>{(catalogue) => <FigurePage catalogue={catalogue} series={asked.data} />}</WhenFetched>
}

function FigurePage({ catalogue, series }: { catalogue: Catalogue; series: SeriesName }) {
  const say = useSay()
  const locale = useLocale()
  const [search, setSearch] = useSearchParams()
  const at = search.get('at') ?? undefined
  const names = createNames(catalogue, locale)
  const { indicator, subject, info } = names.series(series)
  const open = (next: SeriesName, nextAt: string | undefined) => {
    if (next === series) setSearch(nextAt === undefined ? {} : { at: nextAt })
    else window.location.assign(`/figure/${encodeURIComponent(next)}${nextAt === undefined ? '' : `?at=${encodeURIComponent(nextAt)}`}`)
  }
  return (
    <DeskFrame catalogue={catalogue} title={indicator} lead={subject} parts={[{ href: `/figure/${encodeURIComponent(series)}`, title: say('lineage.figure'), isOpen: true }]}>
      <div className="figure-page">
        <div className="card"><AskedLineage key={`${series} ${at}`} catalogue={catalogue} series={series} at={at} onOpen={open} /></div>
        <div className="figure-side">
          <ExplanationCard key={`why ${series}`} catalogue={catalogue} series={series} />
          <Course key={series} catalogue={catalogue} series={series} />
          {info !== undefined && <Definition catalogue={catalogue} indicator={info} />}
        </div>
      </div>
    </DeskFrame>
  )
}
