import { type LocalityMap, MapQuery } from '#contract'
import { pageApi } from '../app/api.ts'
import { type Asked, useAskedAgain } from './use-asked-again.ts'

/** What has been does not change; only who keeps the schematic may mend it. */
const OUTLINES: Asked<LocalityMap> = { kept: new Map(), load: (asked) => pageApi.mapOf(MapQuery.parse(JSON.parse(asked))), isSame: (a, b) => a.version === b.version, againMs: 3_600_000 }

/** Areas of another time or level, for a panel that draws their lines. */
export const useOutlines = (query: MapQuery | undefined): LocalityMap | undefined => useAskedAgain(query && JSON.stringify(query), OUTLINES)
