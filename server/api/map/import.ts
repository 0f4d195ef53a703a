import { createHash } from 'node:crypto'
import { type Request, Router } from 'express'
import * as z from 'zod'
import { type MapImportAnswer, MapQuery, type MapUpload } from '#contract'
import { ApiError } from '../../errors.ts'
import { gate, type Gatekeeper } from '../gate.ts'
import { readLimitedBody } from '../read-body.ts'

const MOST_BYTES = 60 * 1024 * 1024

const Query = z.object({
  code: z.string().min(1).max(80).optional(),
  name: z.string().min(1).max(80).optional(),
  /** Whose layer it is; stands on the picture. */
  source: z.string().trim().min(1).max(200).optional(),
  allowMissing: z.enum(['0', '1', 'true', 'false']).default('0').transform((text) => text === '1' || text === 'true'),
  /** Of which day and level the file is; today's communes where absent. */
  day: MapQuery.shape.day,
  level: MapQuery.shape.level,
  try: z.enum(['0', '1']).default('0').transform((text) => text === '1'),
})

/** What the owning module makes of the file; handed in by main. */
export type ImportMap = (upload: MapUpload) => Promise<MapImportAnswer>

/** `POST /`: an official layer instead of the schematic. One at a time: reading it takes a gigabyte for a moment. */
export function mapImportRoute({ keeper, importMap }: { keeper: Gatekeeper; importMap: ImportMap }): Router {
  const router = Router()
  /** Requests, and readings that outlive theirs. */
  let underWay = 0
  router.post('/', gate(keeper, 'configure', () => ({ kind: 'settings' })), (request, response, next) => {
    if (underWay > 0) throw new ApiError(503, 'unavailable', { vi: 'Đang có một tệp bản đồ khác được đọc; xin thử lại sau', en: 'Another map file is being read; please try again later' }, { retryAfterS: 15 })
    underWay += 1
    response.once('close', () => (underWay -= 1))
    next()
  }, async (request, response) => {
    const query = Query.safeParse(request.query)
    if (!query.success || (query.data.code ?? query.data.name) === undefined) {
      throw new ApiError(400, 'bad-request', {
        vi: 'Cần code (trường mã) hoặc name (trường tên); ngoài ra source, allowMissing=1, try=1, day (như 2025-06-30), level (commune hoặc district)',
        en: 'Needed is code (field of the code) or name (field of the name); also source, allowMissing=1, try=1, day (such as 2025-06-30), level (commune or district)',
      })
    }
    const { code: codeField, name: nameField, source, allowMissing, try: isTry, day, level } = query.data
    const fileName = fileNameOf(request)
    const body = await readLimitedBody(request, response, MOST_BYTES)
    underWay += 1
    const answer = await importMap({ file: body, codeField, nameField, source, fileName, allowMissing, isTry, day, level }).finally(() => (underWay -= 1))
    if (!isTry) await keeper.audit({ ...whoOf(keeper, request), verb: 'configure', thing: 'map', allowed: true, after: { taken: answer.taken, fileName, source, day, level, sha256: createHash('sha256').update(body).digest('hex') } })
    response.set('Cache-Control', 'no-store').json(answer)
  })
  return router
}

function whoOf(keeper: Gatekeeper, request: Request): { who: string; ip: string } {
  const viewer = keeper.identify(request)
  return { who: viewer.kind === 'account' ? viewer.name : viewer.kind, ip: keeper.addressOf(request) }
}

const fileNameOf = (request: Request): string =>
  decodeURIComponent(request.get('x-file-name') ?? '').split(/[/\\]/).at(-1)?.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim().slice(0, 200) || 'ban-do.geojson'
