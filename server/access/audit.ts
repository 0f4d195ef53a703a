import { appendFile } from 'node:fs/promises'
import type { AuditEntry, Viewer } from '#contract'
import type { Log } from '../log.ts'

/** Every change says here who did what; refused attempts too. */
export interface Audit {
  record(entry: AuditEntry): Promise<void>
}

/** Append-only lines in one file; the table with a hash chain takes over with the accounts. */
export function createAudit(deps: { file: string; log: Log }): Audit {
  return {
    async record(entry) {
      try {
        await appendFile(deps.file, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
      } catch (cause) {
        deps.log.error({ cause }, 'audit entry not written')
        throw new Error('audit trail cannot be written', { cause })
      }
    },
  }
}

export function viewerName(viewer: Viewer): string {
  if (viewer.kind === 'source') return `source:${viewer.source}`
  return viewer.kind === 'account' ? viewer.name : viewer.kind
}
