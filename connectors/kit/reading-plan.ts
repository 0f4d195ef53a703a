import { type Indicator, IndicatorId } from '#contract'
import type { NormaliseContext } from './normalise-context.ts'
import { readPointer } from './read-pointer.ts'
import type { RejectList } from './reject-list.ts'
import type { ReadingDefinition, System } from './system.ts'

/** One reading with the indicator it is of. */
export interface Reading extends Omit<ReadingDefinition, 'indicator' | 'coverage'> {
  indicator: Indicator
  /** Two pointers, or one to an object `{reported, expected}` that may be absent. */
  coverage?: ReadingDefinition['coverage'] | string
}

/** Which readings one record holds. */
export interface ReadingPlan {
  of(record: object, index: number): readonly Reading[]
}

/** The same readings of every record, or, where records name their indicator, the one they name. */
export function readingsOf(system: System, context: NormaliseContext, rejects: RejectList): ReadingPlan {
  if (system.indicator !== undefined) return namedReadings(system, system.indicator, context, rejects)
  const fixed = system.readings.flatMap((definition) => {
    const indicator = context.indicators.get(definition.indicator)
    if (indicator !== undefined) return [withIndicator(definition, indicator, context)]
    // Said once for the answer, not once for each of its records: it is our catalogue that lacks it.
    rejects.add({ index: 0, pointer: definition.value, code: 'unknown-indicator', reason: `Danh mục không có chỉ số ${definition.indicator}` })
    return []
  })
  return { of: () => fixed }
}

const withIndicator = (definition: ReadingDefinition, indicator: Indicator, { overrides = {} }: NormaliseContext): Reading => {
  const override = Object.hasOwn(overrides, definition.indicator) ? overrides[definition.indicator] : undefined
  return {
    ...definition,
    indicator,
    ...(override?.value === undefined ? {} : { value: override.value }),
    ...(override?.scale === undefined ? {} : { scale: override.scale }),
  }
}

/** Our own push format. Where the system lists readings, only their indicators may be sent, with their limits. */
function namedReadings(system: System, pointer: string, context: NormaliseContext, rejects: RejectList): ReadingPlan {
  const listed = new Map<string, ReadingDefinition>(system.readings.map((definition) => [definition.indicator, definition]))
  return {
    of(record, index) {
      const raw = readPointer(record, pointer)
      const id = IndicatorId.safeParse(raw)
      const indicator = id.success ? context.indicators.get(id.data) : undefined
      if (indicator === undefined) {
        rejects.add({ index, pointer, code: 'unknown-indicator', reason: raw === undefined ? 'Thiếu mã chỉ số' : 'Danh mục không có chỉ số này', raw })
        return []
      }
      const definition = listed.get(indicator.id)
      if (definition === undefined && listed.size > 0) {
        rejects.add({ index, pointer, code: 'not-of-this-source', reason: `Nguồn này không được gửi chỉ số ${indicator.id}`, raw })
        return []
      }
      const reading: Reading = definition === undefined
        ? { indicator, value: system.value ?? '/value', format: 'json', optional: false }
        : withIndicator(definition, indicator, context)
      return [{ ...reading, coverage: system.coverage ?? reading.coverage }]
    },
  }
}
