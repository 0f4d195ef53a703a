import * as z from 'zod'
import { Duration } from './duration.ts'
import { SourceErrorKind } from './run.ts'
import { SourceId, SubjectId } from './ids.ts'
import { Origin } from './source.ts'
import { Said, Text } from './text.ts'

/** One entry of `pictures.yaml`: a camera that gives its present picture at an address. */
export const PictureSettings = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/).meta({ title: 'Mã / Id' }),
  title: Text.meta({ title: 'Tên / Name', description: 'Nơi đặt camera, như người trực gọi. / The place, as the operators call it.' }),
  source: SourceId.meta({ title: 'Nguồn / Source', description: 'Ai được xem nguồn này thì được xem ảnh. / Who may see this source may see the picture.' }),
  subject: SubjectId.optional().meta({ title: 'Đối tượng / Subject', description: 'Điểm hoặc địa bàn. / Its site or locality.' }),
  url: z.string().meta({ title: 'Địa chỉ ảnh / Address', description: 'Trả về JPEG hoặc PNG. / Answers JPEG or PNG.' }),
  authorization: z.string().optional().meta({ title: 'Authorization', description: 'Tiêu đề Authorization, lấy từ biến môi trường. / From the environment.' }),
  allow: z.array(z.string()).default([]).meta({ title: 'Dải địa chỉ được hỏi / Ranges', description: 'CIDR; để trống là chỉ địa chỉ công cộng. / Empty: public addresses only.' }),
  every: Duration.default('30s' as Duration).meta({ title: 'Chu kỳ / Rhythm', description: 'Hỏi lại không dày hơn mức này, và chỉ khi có người xem. / Asked no more often, and only while somebody looks.' }),
  lost: Duration.default('5m' as Duration).meta({ title: 'Mất hình sau / Lost after', description: 'Ảnh cũ hơn mức này không hiện nữa. / An older picture is not shown.' }),
  origin: Origin.default('real').meta({ title: 'Loại / Origin' }),
  only: z.enum(['demo']).optional().meta({ title: 'Chỉ khi minh họa / Demonstration only' }),
})
export type PictureSettings = z.infer<typeof PictureSettings>

/** `GET /api/v1/pictures/:id`: what there is to see now. The bytes are at `/api/v1/pictures/:id/bytes?v=version`. */
export const PictureState = z.object({
  id: z.string(),
  title: Text,
  source: SourceId,
  origin: Origin,
  /** `live` within two rhythms, `late` up to the limit, `stale` beyond it (not shown), `never` before the first. */
  freshness: z.enum(['live', 'late', 'stale', 'never']),
  /** When it was taken, by the camera's word; else since when it has looked like this. Epoch ms. */
  takenAt: z.number().optional(),
  /** SHA-256 of the bytes, hex; absent while there is nothing to show. */
  version: z.string().optional(),
  error: z.object({ kind: SourceErrorKind, message: Said, since: z.number() }).optional(),
})
export type PictureState = z.infer<typeof PictureState>
