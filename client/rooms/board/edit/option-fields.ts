import * as z from 'zod'
import type { WidgetDefinition } from '../../../widgets/index.ts'

/** One option as a form shows it. What has no field of its own is written as JSON. */
export interface OptionField {
  name: string
  /** In both languages, `Số dòng / Rows`, as the widget's schema says it. */
  title: string
  hint: string | undefined
  kind: 'yes-no' | 'choice' | 'number' | 'text' | 'words' | 'json'
  choices: readonly string[]
  isWhole: boolean
  min: number | undefined
  max: number | undefined
  /** What holds where nothing is said. */
  usual: unknown
}

const Property = z.looseObject({
  type: z.string().optional(), title: z.string().optional(), description: z.string().optional(), enum: z.array(z.unknown()).optional(), default: z.unknown().optional(),
  minimum: z.number().optional(), maximum: z.number().optional(), exclusiveMinimum: z.number().optional(), properties: z.record(z.string(), z.unknown()).optional(),
})
const Form = z.looseObject({ properties: z.record(z.string(), Property).default({}) })

/** Whole numbers without a bound have the bounds of a computer: those are no help to anybody. */
const LARGEST = 1_000_000

/** The form of a widget's options, read from its schema. */
export function optionFields({ options }: Pick<WidgetDefinition, 'options'>): OptionField[] {
  const form = Form.parse(z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }))
  return Object.entries(form.properties).map(([name, property]) => ({
    name, title: property.title ?? name, hint: property.description, kind: kindOf(property), choices: (property.enum ?? []).map(String), isWhole: property.type === 'integer',
    min: bound(property.minimum ?? property.exclusiveMinimum), max: bound(property.maximum), usual: property.default,
  }))
}

const bound = (value: number | undefined): number | undefined => (value === undefined || Math.abs(value) > LARGEST ? undefined : value)

function kindOf({ type, enum: choices, properties }: z.infer<typeof Property>): OptionField['kind'] {
  if (choices !== undefined) return 'choice'
  if (type === 'boolean') return 'yes-no'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'string') return 'text'
  return type === 'object' && properties !== undefined && Object.keys(properties).toSorted().join() === 'en,vi' ? 'words' : 'json'
}

/** `Số dòng / Rows` as somebody reads one language. */
export function inLanguage(text: string, locale: 'vi' | 'en'): string {
  const [vi = text, ...rest] = text.split(' / ')
  return locale === 'vi' || rest.length === 0 ? vi : rest.join(' / ')
}

/** What was typed as JSON, checked by the widget's own schema with all other options as they are. */
export function checkOptions({ options }: Pick<WidgetDefinition, 'options'>, wanted: Readonly<Record<string, unknown>>): string | undefined {
  const parsed = options.safeParse(wanted)
  if (parsed.success) return undefined
  return parsed.error.issues.map(({ path, message }) => `${path.length > 0 ? `${path.map(String).join(' › ')}: ` : ''}${message}`).join('; ')
}
