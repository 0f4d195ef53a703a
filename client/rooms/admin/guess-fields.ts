import * as z from 'zod'

/** As much of a GeoJSON as is needed to ask which property means what; the server reads the rest. */
const Layer = z.object({ features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullable() })).min(1) })

export interface LayerFields {
  features: number
  fields: { field: string; sample: string }[]
  /** The likeliest ones; empty where none is likely. */
  code: string
  name: string
}

/** Reads which properties the shapes carry and which of them are likely our codes and names; undefined for what is no GeoJSON layer. */
export function guessFields(text: string, wanted: readonly { code: string; name: string }[]): LayerFields | undefined {
  const layer = Layer.safeParse(parse(text))
  if (!layer.success) return undefined
  const all = layer.data.features.map(({ properties }) => properties ?? {})
  const fields = [...new Set(all.flatMap((properties) => Object.keys(properties)))].map((field) => ({ field, values: all.map((properties) => written(properties[field])) }))
  const best = (known: ReadonlySet<string>, key: (text: string) => string): string => {
    const scored = fields.map(({ field, values }) => ({ field, hits: new Set(values.map(key).filter((one) => known.has(one))).size }))
    const top = scored.toSorted((a, b) => b.hits - a.hits)[0]
    return top === undefined || top.hits === 0 ? '' : top.field
  }
  return {
    features: all.length,
    fields: fields.map(({ field, values }) => ({ field, sample: values.find((one) => one !== '') ?? '' })),
    code: best(new Set(wanted.map(({ code }) => codeKey(code))), codeKey),
    name: best(new Set(wanted.map(({ name }) => nameKey(name))), nameKey),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const written = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** A code kept as a number has lost its leading zeros. */
const codeKey = (text: string): string => text.trim().replace(/^0+/, '')

const nameKey = (text: string): string => text.normalize('NFC').trim().toLowerCase().replace(/^(?:xã|phường|đặc khu|thị trấn|huyện|thị xã|thành phố)\s+/u, '')
