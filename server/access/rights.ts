import type { Role, Thing, Verb } from '#contract'

/** `own`: only within the account's scope. `all`: wherever. */
export interface Right {
  roles: readonly Role[]
  verbs: readonly Verb[]
  things: readonly Thing['kind'][]
  reach: 'own' | 'all'
}

const EVERYBODY: readonly Role[] = ['operator', 'shift-lead', 'leader', 'agency-editor', 'agency-approver', 'commune', 'administrator', 'auditor', 'wall-tile']
const CENTRE: readonly Role[] = ['operator', 'shift-lead']

/** The whole of what roles may do. What no row allows is refused. */
export const RIGHTS: readonly Right[] = [
  { roles: EVERYBODY, verbs: ['read'], things: ['page', 'health', 'catalogue'], reach: 'all' },
  { roles: EVERYBODY, verbs: ['watch'], things: ['feed'], reach: 'own' },

  // How a source does, and its raw passes: its agency, and who runs or inspects the centre. A leader asks where a number comes from.
  { roles: [...CENTRE, 'leader', 'agency-editor', 'agency-approver', 'administrator', 'auditor'], verbs: ['read'], things: ['source'], reach: 'own' },
  // What of a source's answers waits because it is unlike all before: its agency knows, and who keeps the mapping.
  { roles: ['agency-editor', 'agency-approver', 'administrator'], verbs: ['configure'], things: ['source'], reach: 'own' },
  { roles: [...CENTRE, 'administrator'], verbs: ['read'], things: ['metrics'], reach: 'all' },
  { roles: [...CENTRE, 'administrator'], verbs: ['operate'], things: ['page'], reach: 'all' },

  // Who hands figures in never signs them off: two roles, and two persons (the owning module compares the names).
  { roles: ['agency-editor', 'commune'], verbs: ['send'], things: ['figures'], reach: 'own' },
  { roles: ['agency-approver'], verbs: ['approve'], things: ['figures'], reach: 'own' },
  { roles: ['agency-editor', 'agency-approver', 'commune', 'administrator', 'auditor'], verbs: ['read'], things: ['figures'], reach: 'own' },
  // Why a figure is not as it should be says who answers for it; a commune only of itself. Who may see the figure may read it.
  { roles: ['agency-editor', 'agency-approver', 'commune'], verbs: ['explain'], things: ['figures'], reach: 'own' },

  { roles: [...CENTRE, 'leader'], verbs: ['direct'], things: ['wall'], reach: 'all' },
  { roles: CENTRE, verbs: ['acknowledge'], things: ['alarm'], reach: 'own' },
  { roles: ['shift-lead', 'leader'], verbs: ['assign'], things: ['task'], reach: 'own' },

  // Boards of one's own: who builds and publishes them. What is published everybody reads with the catalogue, a draft nobody else.
  { roles: ['shift-lead', 'administrator'], verbs: ['configure'], things: ['board'], reach: 'all' },
  { roles: ['shift-lead', 'leader', 'administrator', 'auditor'], verbs: ['read'], things: ['use'], reach: 'all' },

  // An administrator keeps the house and signs nothing off; an auditor sees and changes nothing.
  { roles: ['administrator'], verbs: ['configure'], things: ['settings'], reach: 'all' },
  { roles: ['administrator'], verbs: ['administer'], things: ['accounts'], reach: 'all' },
  { roles: ['administrator', 'auditor'], verbs: ['read'], things: ['accounts', 'audit', 'settings'], reach: 'all' },
]

/** What needs a person's name: neither a machine nor a shared token can sign. */
export const NAMED_VERBS: ReadonlySet<Verb> = new Set<Verb>(['send', 'approve', 'explain', 'acknowledge', 'assign'])
