import type { PartState, ReadyAnswer, SystemState } from '#contract'

/** A part that can say how it is. Must answer promptly and never throw. */
export interface ReadyPart {
  part: string
  /** True when the live wall cannot run without it. */
  needed: boolean
  state(): Promise<{ ok: boolean; detail: string }>
}

/** `/readyz`: each part asked at once. */
export async function askReady(system: SystemState, parts: readonly ReadyPart[]): Promise<ReadyAnswer> {
  const states = await Promise.all(parts.map(async ({ part, needed, state }): Promise<PartState> => ({ part, needed, ...(await state()) })))
  return { ready: states.every((one) => one.ok || !one.needed), system, parts: states }
}
