import type { Viewer } from '#contract'

/** Whom the server lets build boards; it asks for itself, this only spares others the buttons. */
export const mayEdit = (viewer: Viewer): boolean => viewer.kind === 'account' && (viewer.roles.includes('shift-lead') || viewer.roles.includes('administrator'))
