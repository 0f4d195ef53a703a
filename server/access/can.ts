import type { Reach, Scope, Thing, Verb, Viewer } from '#contract'
import { NAMED_VERBS, RIGHTS } from './rights.ts'

export type Can = (viewer: Viewer, verb: Verb, thing: Thing) => boolean

/** Whose a source is, when it is known. */
export type AgencyOf = (source: string) => string | undefined

/** The one gate of every route and every `watch`: deny unless the table, or a line here, allows it. */
export function createCan(agencyOf: AgencyOf): Can {
  return (viewer, verb, thing) => {
    switch (viewer.kind) {
      case 'account':
        return RIGHTS.some((right) =>
          right.verbs.includes(verb) && right.things.includes(thing.kind) && right.roles.some((role) => viewer.roles.includes(role))
          && (right.reach === 'all' || isWithin(viewer.scope, thing, agencyOf)))
      case 'local':
      case 'token':
        return verb !== 'push' && !NAMED_VERBS.has(verb)
      case 'source':
        return verb === 'push' && thing.kind === 'source' && thing.source === viewer.source
      case 'anonymous':
        // Nobody in particular may load the shell that asks who it is, and probe whether we live.
        return verb === 'read' && (thing.kind === 'page' || thing.kind === 'health')
      default:
        return false
    }
  }
}

/** Without knowing whose a source is: one whose scope is not `all` sees no source. */
export const can: Can = createCan(() => undefined)

/** What has no owner to compare with lies within no scope: only a row for `all` can allow it. */
function isWithin(scope: Scope, thing: Thing, agencyOf: AgencyOf): boolean {
  if (thing.kind === 'feed') return isFeedWithin(scope, thing.feed)
  if (thing.kind === 'source') return reaches(scope.agencies, agencyOf(thing.source))
  if (thing.kind === 'figures') return reaches(scope.agencies, thing.agency) && reaches(scope.domains, thing.domain) && reaches(scope.localities, thing.locality)
  if (thing.kind === 'alarm') return reaches(scope.domains, thing.domain)
  return thing.kind === 'task' && reaches(scope.agencies, thing.agency)
}

/** A feed is `domain` or `domain@audience`; an audience is an agency or a locality. */
function isFeedWithin(scope: Scope, feed: string): boolean {
  const [domain, audience] = feed.split('@', 2)
  return reaches(scope.domains, domain) && (audience === undefined || reaches(scope.agencies, audience) || reaches(scope.localities, audience))
}

/** What has no id of its own, or none we know, lies only within `all`. */
const reaches = (reach: Reach, id: string | undefined): boolean => reach === 'all' || (id !== undefined && reach.includes(id))
