import { useCallback, useMemo } from 'react'
import type { Catalogue, SeriesName } from '#contract'
import { pageApi } from '../../app/api.ts'
import { useFetched } from '../../app/use-fetched.ts'
import { useLocale, useSay } from '../../locale/index.ts'
import { createNames } from '../agency/names.ts'
import { Ancestry } from './Ancestry.tsx'
import { figureView } from './past-view.ts'

interface Props {
  catalogue: Catalogue
  series: SeriesName
  at: string | undefined
  onOpen(series: SeriesName, at: string | undefined): void
}

/** Asks the server for the way back and draws it, or says why not. */
export function AskedLineage({ catalogue, series, at, onOpen }: Props) {
  const say = useSay()
  const locale = useLocale()
  const names = useMemo(() => createNames(catalogue, locale), [catalogue, locale])
  const load = useCallback(() => pageApi.lineage(series, at), [series, at])
  const fetched = useFetched(load)
  if (fetched.state === 'waiting') return <p className="desk-empty" role="status">{say('app.loading')}</p>
  if (fetched.state === 'locked') return <p className="plate">{say('lineage.no-right')}</p>
  if (fetched.state !== 'ready') return <p className="plate is-bad" role="alert">{say('lineage.failed', { why: fetched.message })}</p>
  return <Ancestry lineage={fetched.value} view={figureView(fetched.value, catalogue)} names={names} onOpen={onOpen} />
}
