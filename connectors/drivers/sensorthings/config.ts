import * as z from 'zod'
import { httpSettings } from '#kit'

const field = (title: string, description: string) => ({ title, description })

/** Settings of a source read from an OGC SensorThings service (18-088, version 1.1; 1.0 answers alike). */
export const SensorThingsConfig = z.strictObject({
  ...httpSettings,
  filter: z.string().min(1).max(1_000).optional().meta(field('Lọc', '$filter over Datastreams, as "properties/public eq true"; empty: all of them')),
  observations: z.int().min(1).max(1_000).default(12).meta(field('Số lần đo', 'Newest observations asked for of each Datastream; enough to bridge a gap between passes')),
  pageSize: z.int().min(1).max(1_000).default(100).meta(field('Cỡ trang', 'Datastreams per page ($top); the service may give fewer')),
  maxPages: z.int().min(1).max(1_000).default(50).meta(field('Số trang tối đa', 'A longer list is an error, never cut in silence')),
  goodQuality: z.array(z.string().min(1).max(64).toLowerCase()).max(20).default(['good', 'ok']).meta(field('Chất lượng tốt', 'Values of resultQuality that mean a good measurement; any other is a reject. Without resultQuality an observation counts')),
})
export type SensorThingsConfig = z.infer<typeof SensorThingsConfig>
