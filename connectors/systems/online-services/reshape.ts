const KINDS = new Set(['DVC', 'CS766'])
const LEVELS = new Set(['TINH', 'XA'])

/** A record of another kind or level would match no reading and vanish without a trace; as a text it is a reject. */
export function refuseUnknownKinds(records: unknown[]): unknown[] {
  return records.map((record) => {
    if (typeof record !== 'object' || record === null) return record
    const { loai, capDonVi } = record as Record<string, unknown> // unknown members
    if (!KINDS.has(String(loai))) return `loai phải là DVC hoặc CS766: ${JSON.stringify(record)}`
    return LEVELS.has(String(capDonVi)) ? record : `capDonVi phải là TINH hoặc XA: ${JSON.stringify(record)}`
  })
}
