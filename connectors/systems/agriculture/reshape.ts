/** Forms of the department, and how each writes its period. */
const PERIOD: Record<string, (text: string) => string> = {
  GIEO_TRONG: (text) => text.replace(/^(\d{2})\/(\d{4})$/, '$2-$1'),
  DICH_BENH: (text) => text.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1'),
}

/** Each form holds its communes: a record of each commune, with the form, period and closing time above it. */
export function flattenReports(records: unknown[]): unknown[] {
  return records.flatMap((report): unknown[] => {
    if (!isObject(report)) return [report]
    const { bieu, ky, chot, donVi } = report
    const write = typeof bieu === 'string' && Object.hasOwn(PERIOD, bieu) ? PERIOD[bieu] : undefined
    if (write === undefined || !Array.isArray(donVi)) return [`cần bieu GIEO_TRONG hoặc DICH_BENH và danh sách donVi: ${JSON.stringify(report).slice(0, 500)}`]
    return donVi.map((commune: unknown) => (isObject(commune) ? { ...commune, bieu, chot, ky: typeof ky === 'string' ? write(ky) : ky } : commune))
  })
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
