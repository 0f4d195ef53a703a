import { targetCalls } from '../../api/index.ts'

/** This desk's own server. */
export const targetsApi = targetCalls((...request) => fetch(...request))
