import { type TargetAsked, TargetRegistration, TargetsAnswer } from '#contract'
import { type Fetch, ask, read } from './request.ts'

/** What a second person, or who registered it, does with a registration. */
export type TargetDecision = { decision: 'approve' } | { decision: 'return'; answer: string } | { decision: 'withdraw' }

/** Targets registered by one person and approved by another. Not among the calls every page brings along: only desks make them. */
export interface TargetCalls {
  targets: () => Promise<TargetsAnswer>
  register: (asked: TargetAsked) => Promise<TargetRegistration>
  decide: (id: string, decision: TargetDecision) => Promise<TargetRegistration>
}

const PATH = '/api/v1/targets'

export function targetCalls(fetch: Fetch): TargetCalls {
  const post = async (path: string, body?: object) =>
    read(path, await ask(fetch, path, { method: 'POST', ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) }), TargetRegistration)
  return {
    targets: async () => read(PATH, await ask(fetch, PATH, { cache: 'no-store' }), TargetsAnswer),
    register: (asked) => post(PATH, asked),
    decide: (id, { decision, ...body }) => post(`${PATH}/${id}/${decision}`, 'answer' in body ? body : undefined),
  }
}
