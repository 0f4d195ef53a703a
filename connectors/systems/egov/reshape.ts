/** As at the one-stop product: a record of another level would match no reading and vanish without a trace. */
export function refuseUnknownLevels(records: unknown[]): unknown[] {
  return records.map((record) => (isOfKnownLevel(record) ? record : `capDonVi phải là TINH hoặc XA: ${JSON.stringify(record)}`))
}

const isOfKnownLevel = (record: unknown): boolean =>
  typeof record !== 'object' || record === null || ('capDonVi' in record && (record.capDonVi === 'TINH' || record.capDonVi === 'XA'))
