import * as z from 'zod'

export const NextSessionOptions = z.strictObject({
  until: z.string().default('').meta({ title: 'Chuỗi đếm ngược / Counted down', description: 'Chuỗi có giá trị là thời gian còn lại lúc ghi; mặc định là chuỗi đầu tiên. / The series whose value is the time left when it was read; the first one where absent.' }),
})
export type NextSessionOptions = z.infer<typeof NextSessionOptions>
