const KINDS = new Set(['VAN_BAN', 'NEN_TANG', 'PHUT'])

/**
 * A record of another kind would match no reading and vanish without a trace; as a text it is a reject that shows what is
 * wrong. A minute with transactions must carry its rate: only one without any may lack it.
 */
export function refuseUnknownKinds(records: unknown[]): unknown[] {
  return records.map((record) => {
    const wrong = refusal(record)
    return wrong === undefined ? record : `${wrong}: ${JSON.stringify(record)}`
  })
}

function refusal(record: unknown): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined
  const { '@loai': loai, tyLeLoi, giaoDich } = record as Record<string, unknown> // unknown members
  if (typeof loai !== 'string' || !KINDS.has(loai)) return 'loai phải là VAN_BAN, NEN_TANG hoặc PHUT'
  return loai === 'PHUT' && tyLeLoi === undefined && giaoDich !== '0' ? 'thiếu tyLeLoi trong khi có giao dịch' : undefined
}
