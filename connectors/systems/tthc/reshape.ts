/**
 * A commune and the province are read by different rules, told apart by `capDonVi`. A record with another word there would
 * match no rule and vanish without a trace; as a text it is a reject that shows what is wrong with it.
 */
export function refuseUnknownLevels(records: unknown[]): unknown[] {
  return records.map((record) => (isOfKnownLevel(record) ? record : `capDonVi phải là TINH hoặc XA: ${JSON.stringify(record)}`))
}

const isOfKnownLevel = (record: unknown): boolean =>
  typeof record !== 'object' || record === null || ('capDonVi' in record && (record.capDonVi === 'TINH' || record.capDonVi === 'XA'))
