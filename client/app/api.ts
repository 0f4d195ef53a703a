import { createApi } from '../api/index.ts'

export { picturePath } from '../api/index.ts'

/** This page's own server. */
export const pageApi = createApi((...request) => fetch(...request))
