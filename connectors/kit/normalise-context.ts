import type { Indicator, IndicatorId, SourceSettings, SubjectId } from '#contract'

/** All that normalise must know of the deployment. */
export interface NormaliseContext {
  /** When we had the answer, epoch ms; the time of a record that carries none. */
  receivedAt: number
  /** IANA zone of times written without one. */
  timeZone: string
  indicators: ReadonlyMap<IndicatorId, Indicator>
  /** By the official code of today's era. */
  localityByCode(code: string): SubjectId | undefined
  hasSubject(id: string): boolean
  /** Another pointer or scale than the system's, by indicator (`readings` of a source's settings). */
  overrides?: SourceSettings['readings']
  /** Official codes of today's communes and of their province, for a system that counts by itself. */
  areas?: { communes: readonly string[]; province: string }
  /** What a system's records are about when it names no subject and no locality: the province. */
  defaultSubject?: SubjectId
  /** False: this source may not report that indicator of that subject (a pushed record names both itself). */
  mayReport?(indicator: Indicator, subject: SubjectId): boolean
  /** False: the area or agency had not begun, or had ended, at the moment the figure speaks of. */
  holdsAt?(subject: SubjectId, at: number): boolean
}
