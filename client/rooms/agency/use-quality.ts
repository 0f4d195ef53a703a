import { useCallback } from 'react'
import type { Catalogue, QuarantineAnswer, SourceId } from '#contract'
import { ApiProblem } from '../../api/index.ts'
import { pageApi } from '../../app/api.ts'
import type { NamedViewer } from '../NamedOnly.tsx'
import { type ReadAgain, useReadAgain } from './use-read-again.ts'

export type Quality = ReadAgain<readonly QuarantineAnswer[]>

/** Of every source of one's own agencies; one that may not be read, or does not run, is left out. */
export function useQuality({ sources }: Catalogue, { scope, roles }: NamedViewer): Quality {
  const maySee = roles.some((role) => role !== 'commune' && role !== 'wall-tile')
  const load = useCallback(async () => {
    // A commune is told of no source: not worth two dozen refusals every ten seconds.
    if (!maySee) return []
    const own = sources.filter(({ agency, driver }) => driver !== 'derive' && (scope.agencies === 'all' || scope.agencies.includes(agency)))
    const answers = await Promise.all(own.map(({ id }) => readOne(id)))
    return answers.filter((one) => one !== undefined)
  }, [sources, scope.agencies, maySee])
  return useReadAgain(load)
}

async function readOne(id: SourceId): Promise<QuarantineAnswer | undefined> {
  try {
    return await pageApi.quarantine(id)
  } catch (thrown) {
    if (thrown instanceof ApiProblem && (thrown.code === 'forbidden' || thrown.code === 'not-found')) return undefined
    throw thrown
  }
}
