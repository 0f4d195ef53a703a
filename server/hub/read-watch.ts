import * as z from 'zod'
import { PROTOCOL, type Refused, Watch } from '#contract'

const AnyProtocol = z.object({ protocol: z.int() })

/** Reads what a client asks for, or says why not. */
export function readWatch(raw: unknown): { watch: Watch } | { refused: Refused } {
  const spoken = AnyProtocol.safeParse(raw)
  if (spoken.success && spoken.data.protocol !== PROTOCOL) {
    return { refused: { code: 'reload', message: 'Trang này đã cũ so với máy chủ, cần tải lại / this page is outdated, load it again' } }
  }
  const watch = Watch.safeParse(raw)
  if (watch.success) return { watch: watch.data }
  const where = watch.error.issues[0]?.path.join('.') ?? ''
  return { refused: { code: 'bad-request', message: `Yêu cầu theo dõi không đọc được${where === '' ? '' : `: ${where}`} / cannot read this watch` } }
}
