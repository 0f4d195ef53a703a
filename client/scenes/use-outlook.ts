import type { Outlook, SeriesName } from '#contract'
import { pageApi } from '../app/api.ts'
import { type Asked, useAskedAgain } from './use-asked-again.ts'

/** What is usual changes with the day, where a pace leads with the next figure. */
const AGAIN_MS = 600_000
const OUTLOOKS: Asked<Outlook> = {
  kept: new Map(), isSame: (a, b) => JSON.stringify(a) === JSON.stringify(b), againMs: AGAIN_MS,
  load: (key) => {
    const [by, series = ''] = key.split(' ')
    return pageApi.outlook(series as SeriesName, by === 'days' ? 'days' : 'hours') // written by `useOutlook` below
  },
}

/** What is usual for a series and where it leads; undefined until it was heard, and where nobody asks. */
export const useOutlook = (series: SeriesName | undefined, by: 'hours' | 'days' | undefined): Outlook | undefined =>
  useAskedAgain(series === undefined || by === undefined ? undefined : `${by} ${series}`, OUTLOOKS)
