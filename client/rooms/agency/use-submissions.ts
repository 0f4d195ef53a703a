import type { SubmissionsAnswer } from '#contract'
import { pageApi } from '../../app/api.ts'
import { type ReadAgain, useReadAgain } from './use-read-again.ts'

export type Submissions = ReadAgain<SubmissionsAnswer>

/** What was handed in, asked again while somebody looks at it. */
export const useSubmissions = (load: () => Promise<SubmissionsAnswer> = pageApi.submissions): Submissions => useReadAgain(load)
