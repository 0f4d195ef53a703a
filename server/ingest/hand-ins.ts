import type { SourceInfo, SubmissionSource } from '#contract'
import type { ConfiguredSource } from './configure.ts'

/** A source whose figures a person hands in and another signs off. */
export interface HandInSource extends Pick<SubmissionSource, 'way' | 'columns' | 'maxBytes' | 'indicators'> {
  info: SourceInfo
}

export function handInOf({ info, driver, config, system }: ConfiguredSource): HandInSource | undefined {
  const handIn = driver.kind === 'inbox' ? driver.handIn : undefined
  if (handIn === undefined) return undefined
  return { info, way: handIn.way, maxBytes: handIn.maxBytes(config), columns: handIn.columns(config), indicators: [...new Set<string>(system.readings.map(({ indicator }) => indicator))] }
}
