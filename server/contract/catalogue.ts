import * as z from 'zod'
import { Indicator } from './indicator.ts'
import { Agency, Locality, Site } from './place.ts'
import { SourceInfo } from './source.ts'
import { Target } from './target.ts'
import { Text } from './text.ts'
import { WorkingCalendar } from './working-calendar.ts'

/** What a client must know to draw any number: names, units, owners, targets, sources. */
export const Catalogue = z.object({
  deployment: z.object({
    id: z.string(),
    /** `Tây Ninh` */
    name: Text,
    centre: Text,
    /** IANA zone of all clocks on screen. */
    timeZone: z.string(),
    /** The province as a subject, `tn2025`. */
    subject: z.string(),
    /** Which days are worked, for figures whose pace counts them. */
    workingCalendar: WorkingCalendar.optional(),
  }),
  demo: z.boolean(),
  indicators: z.array(Indicator),
  agencies: z.array(Agency),
  localities: z.array(Locality),
  sites: z.array(Site),
  targets: z.array(Target),
  sources: z.array(SourceInfo),
  /** Changes with anything above; the line tells it too (`SystemState.catalogue`), so that a screen knows when to ask anew. */
  revision: z.string().optional(),
})
export type Catalogue = z.infer<typeof Catalogue>
