const KINDS = new Set<unknown>(['NGAY', 'TRONG_NGAY'])

/** A record of a kind we do not know would match no reading and vanish; as a text it is a reject that shows its bytes. */
export function refuseUnknownKinds(records: unknown[]): unknown[] {
  return records.map((record) =>
    typeof record === 'object' && record !== null && !('loai' in record && KINDS.has(record.loai)) ? `loai phải là NGAY hoặc TRONG_NGAY: ${JSON.stringify(record)}` : record)
}
