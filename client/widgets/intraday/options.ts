import * as z from 'zod'

/** Boards kept before the server told what is usual may say of how many days: the server says that now. */
const withoutDays = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('days' in value)) return value
  const { days: _, ...rest } = value
  return rest
}

export const IntradayOptions = z.preprocess(withoutDays, z.strictObject({}))
export type IntradayOptions = z.infer<typeof IntradayOptions>
