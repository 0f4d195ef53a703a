import type { Thing, Verb, Viewer } from '#contract'

/**
 * The one gate of every route and every `watch`: deny unless a line here allows it. Step 2 replaces the viewers by accounts
 * with roles and scopes; the callers stay.
 */
export function can(viewer: Viewer, verb: Verb, thing: Thing): boolean {
  if (viewer.kind === 'local' || viewer.kind === 'token') return verb !== 'push'
  if (viewer.kind === 'source') return verb === 'push' && thing.kind === 'source' && thing.source === viewer.source
  // Nobody in particular may load the shell that asks for the token, and probe whether we live.
  return verb === 'read' && (thing.kind === 'page' || thing.kind === 'health')
}
