import * as z from 'zod'
import { TimeOfDay } from './due.ts'
import { Duration, durationMs } from './duration.ts'
import { Weekday } from './working-calendar.ts'

const SHORTEST_DWELL_MS = 10_000
const LONGEST_DWELL_MS = 3_600_000

/** A scene and how long it stands before the next one comes. */
export const RotationScene = z.strictObject({
  scene: z.string().meta({ title: 'Kịch bản / Scene', description: 'id của kịch bản trong scenes/' }),
  dwell: Duration.refine((dwell) => durationMs(dwell) >= SHORTEST_DWELL_MS && durationMs(dwell) <= LONGEST_DWELL_MS, 'expected 10s to 1h').meta({ title: 'Thời gian chiếu / Dwell', description: 'Từ 10s đến 1h; 60s là vừa' }),
})
export type RotationScene = z.infer<typeof RotationScene>

const Rotation = z.array(RotationScene).min(1).max(50)

/** On which days: all of them, those that are worked or not by the working calendar, or these days of the week. */
export const ScheduleDays = z.union([z.enum(['every', 'worked', 'off']), z.array(Weekday).min(1).max(7)])
export type ScheduleDays = z.infer<typeof ScheduleDays>

/** A programme of its own from a time of day until another; the next day's where `until` is not later, a whole day where they are the same. */
export const ScheduleRow = z.strictObject({
  days: ScheduleDays.default('every').meta({ title: 'Ngày / Days', description: 'every, worked, off, hoặc danh sách mon … sun' }),
  from: TimeOfDay.meta({ title: 'Từ giờ / From' }),
  until: TimeOfDay.meta({ title: 'Đến giờ / Until' }),
  rotation: Rotation.meta({ title: 'Các kịch bản / Scenes' }),
})
export type ScheduleRow = z.infer<typeof ScheduleRow>

/** Darker at night, so that the glass ages less and nobody is dazzled. */
export const NightLight = z.strictObject({
  from: TimeOfDay.default('22:00'),
  until: TimeOfDay.default('06:00'),
  brightness: z.number().min(0.1).max(1).default(0.4).meta({ title: 'Độ sáng / Brightness', description: '0.4 là 40 %' }),
})
export type NightLight = z.infer<typeof NightLight>

/** Once a week the glass is black for a while. */
export const BlackField = z.strictObject({ day: Weekday, from: TimeOfDay, minutes: z.int().min(5).max(120).default(30) })
export type BlackField = z.infer<typeof BlackField>

/** What a wall plays when; a wall without a rotation stands on its own scene. */
export const Programme = {
  rotation: Rotation.optional().meta({ title: 'Xoay vòng / Rotation', description: 'Chiếu khi không dòng nào của schedule phủ giờ đó' }),
  /** The first row that covers the moment wins. */
  schedule: z.array(ScheduleRow).max(50).default([]).meta({ title: 'Lịch chiếu / Schedule' }),
  night: NightLight.optional().meta({ title: 'Ban đêm / Night' }),
  blackField: BlackField.optional().meta({ title: 'Nền đen hằng tuần / Weekly black field' }),
}

/**
 * What a wall shows now, by the server's clock alone: `GET /api/v1/walls/:id/state`, and told on the socket to whoever watches with
 * the wall's name, at once and with each change.
 */
export const WallState = z.object({
  wall: z.string(),
  /** When this was said, epoch ms. */
  at: z.number(),
  scene: z.string(),
  /** When another scene follows, epoch ms, and which; absent where none does within the week. */
  next: z.object({ scene: z.string(), at: z.number() }).optional(),
  /** 1 by day, less at night, 0 while the glass is black. */
  brightness: z.number().min(0).max(1),
  /** Until when the brightness stays as it is, epoch ms. */
  brightUntil: z.number().optional(),
  /** Somebody holds this scene until then, epoch ms, against the schedule. */
  heldUntil: z.number().optional(),
})
export type WallState = z.infer<typeof WallState>

/** Every scene a wall may come to show by its own file, its own first. */
export function scenesOf({ scene, rotation = [], schedule = [] }: { scene: string; rotation?: readonly RotationScene[] | undefined; schedule?: readonly ScheduleRow[] }): string[] {
  return [...new Set([scene, ...rotation.map((one) => one.scene), ...schedule.flatMap((row) => row.rotation.map((one) => one.scene))])]
}
