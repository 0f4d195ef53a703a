import { CASE_NOW, CASE_PLACE, CASE_SOURCE } from '../sample-views.ts'
import { defineWidget, type ShownPicture, type WidgetCase } from '../widget.ts'
import { PictureOptions } from './options.ts'
import { PictureView } from './PictureView.tsx'

/** A grey test card: two pixels, and no place on earth. */
const CARD = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGOwiAAAAMsAkeFM8LMAAAAASUVORK5CYII='
const picture = (change: Partial<ShownPicture> = {}): ShownPicture => ({
  id: 'cam-1', title: { vi: 'QL22, cửa khẩu Mộc Bài', en: 'Highway 22, Mộc Bài border gate' }, source: CASE_SOURCE.id, origin: 'simulated', freshness: 'live', takenAt: CASE_NOW - 20_000, version: 'a', src: CARD, ...change,
})
/** With nothing to show. */
const without = (shown: ShownPicture): ShownPicture => Object.fromEntries(Object.entries(shown).filter(([name]) => name !== 'src' && name !== 'version')) as unknown as ShownPicture // both are optional
const failed = { kind: 'unreachable' as const, message: { vi: '', en: '' }, since: CASE_NOW - 1_740_000 }
const of = (name: WidgetCase['name'], shown: ShownPicture | undefined, options: Record<string, unknown> = {}): WidgetCase => ({
  name, width: 900, height: 648, props: { views: [], sources: [], options: { picture: 'cam-1', ...options }, title: undefined, now: CASE_NOW, place: CASE_PLACE, picture: shown },
})

export const picturePanel = defineWidget({
  kind: 'picture',
  options: PictureOptions,
  needs: (options) => (options.picture === '' ? {} : { picture: options.picture }),
  View: PictureView,
  cases: [
    of('good', picture(), { distance: { vi: 'cách hiện trường 0,2 km', en: '0.2 km away' } }),
    of('late', picture({ freshness: 'late', takenAt: CASE_NOW - 180_000, error: failed })),
    of('stale', without(picture({ freshness: 'stale', takenAt: CASE_NOW - 1_740_000, error: failed }))),
    of('lost', picture({ freshness: 'lost' })),
    of('never', without({ ...picture({ freshness: 'never', error: failed }), takenAt: undefined })),
    of('empty', undefined, { picture: '' }),
    of('crowded', picture({ title: { vi: 'Ngã tư Ỷ Ốc, đường tỉnh 784, P. Ninh Thạnh', en: 'Ỷ Ốc crossroads, road 784, Ninh Thạnh' } })),
  ],
})
