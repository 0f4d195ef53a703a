import type { TargetsAnswer } from '#contract'
import { targetsApi } from './targets-api.ts'
import { type ReadAgain, useReadAgain } from './use-read-again.ts'

export type ReadTargets = ReadAgain<TargetsAnswer>

/** Registered targets, asked again while somebody looks at them. */
export const useTargets = (): ReadTargets => useReadAgain(targetsApi.targets)
