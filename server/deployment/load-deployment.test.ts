import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { systems } from '../../connectors/index.ts'
import { formatFault } from './fault.ts'
import { loadDeployment, type LoadOptions } from './load-deployment.ts'
import { makeTinyFolder, TINY, TINY_ENV, TINY_SYSTEMS, type TinyFolder } from './tiny-folder.ts'

const made: TinyFolder[] = []
afterEach(async () => {
  for (const one of made.splice(0)) await one.remove()
})

async function load(changes: Parameters<typeof makeTinyFolder>[0] = {}, options: Partial<LoadOptions> = {}) {
  const tiny = await makeTinyFolder(changes)
  made.push(tiny)
  return loadDeployment(tiny.folder, { env: TINY_ENV, demo: true, systems: TINY_SYSTEMS, ...options })
}

async function loadGood(...args: Parameters<typeof load>) {
  const outcome = await load(...args)
  if (!outcome.ok) throw new Error(outcome.faults.map(formatFault).join('\n'))
  return outcome.deployment
}

async function faultsOf(...args: Parameters<typeof load>) {
  const outcome = await load(...args)
  return outcome.ok ? [] : outcome.faults.map(formatFault)
}

/** One file of the tiny deployment with one text replaced. */
function edit(file: string, from: string, to: string): Record<string, string> {
  const before = TINY[file] ?? ''
  if (!before.includes(from)) throw new Error(`${file} has no "${from}"`)
  return { [file]: before.replace(from, to) }
}

describe('a correct folder', () => {
  it('becomes a deployment, placeholders filled', async () => {
    const { catalogue, sources, scenes, walls, calendar, timeZone, variables } = await loadGood()
    expect(catalogue.deployment).toMatchObject({ id: 'tiny', subject: 'p1', timeZone: 'Europe/Paris' })
    expect(catalogue.indicators[0]).toMatchObject({ id: 'a.rate', name: { vi: 'Tỷ lệ, đúng hạn' }, due: { every: '5m', grace: '1m' }, warn: 98, decimals: 1 })
    expect(catalogue.indicators[0]).not.toHaveProperty('short')
    expect(catalogue.indicators[1]).toMatchObject({ due: { calendar: 'workday', by: '17:00' }, warn: { low: 18, high: 27 } })
    expect(catalogue.localities[1]).toMatchObject({ id: 'p1-1', code: '0101', parent: 'p1', successors: [] })
    expect(catalogue.targets).toEqual([{ indicator: 'a.rate', subject: 'p1', value: 98, main: true, basis: 'QĐ 1' }])
    expect(sources[0]?.config).toEqual({ url: 'http://127.0.0.1:9/api', auth: { kind: 'bearer', token: 'very-secret' } })
    expect([scenes.length, walls.length, timeZone, calendar.holidays.length, variables]).toEqual([1, 1, 'Europe/Paris', 1, ['ONE_TOKEN', 'ONE_URL']])
  })

  it('reads the same with a byte order mark, decomposed letters and other line ends', async () => {
    const plain = await loadGood()
    const typed = await loadGood({ 'indicators.csv': `\uFEFF${(TINY['indicators.csv'] ?? '').normalize('NFD').replaceAll('\n', '\r\n')}` })
    expect(typed.catalogue).toEqual(plain.catalogue)
    expect(typed.version).not.toBe(plain.version)
  })

  it('leaves out what only the demonstration runs, and asks for none of its variables', async () => {
    const only = { 'sources/one.yaml': `${TINY['sources/one.yaml']}only: demo\n` }
    expect((await loadGood(only, { demo: false, env: {} })).sources).toEqual([])
    expect((await loadGood(only)).sources).toHaveLength(1)
  })

  it('takes a source’s due rule in short form', async () => {
    const { sources } = await loadGood({ 'sources/one.yaml': `${TINY['sources/one.yaml']}due: monthly last 17:00\n` })
    expect(sources[0]?.due).toEqual({ calendar: 'monthly', day: 'last', by: '17:00' })
  })
})

describe('the folder of Tây Ninh', () => {
  const FOLDER = path.resolve(import.meta.dirname, '../../deployments/tay-ninh')
  it('is correct as a whole', async () => {
    const outcome = await loadDeployment(FOLDER, { env: undefined, demo: true, systems })
    expect(outcome.ok ? [] : outcome.faults.map(formatFault)).toEqual([])
    if (!outcome.ok) return
    const { catalogue, sources } = outcome.deployment
    const count = (prefix: string) => catalogue.indicators.filter(({ id }) => id.startsWith(prefix)).length
    expect(catalogue.localities.filter(({ level, validTo }) => level === 'commune' && validTo === undefined)).toHaveLength(96)
    expect([count('tthc.'), count('ioc.push-demo')]).toEqual([18, 25])
    expect(sources.map(({ id }) => id)).toEqual(expect.arrayContaining(['datacentre', 'host', 'ioc-self', 'push-demo', 'tthc', 'tthc-hourly']))
    expect(sources.every(({ origin, only }) => (origin === 'simulated') === (only === 'demo'))).toBe(true)
  })
  it('runs without the demonstration on real sources only', async () => {
    const outcome = await loadDeployment(FOLDER, { env: { IOC_SELF_URL: 'http://127.0.0.1:1' }, demo: false, systems })
    expect(outcome.ok && outcome.deployment.sources.map(({ id, origin }) => [id, origin])).toEqual([['host', 'real'], ['ioc-self', 'real']])
  })
  it('names nothing of this machine', async () => {
    for (const file of ['deployment.yaml', 'agencies.csv', 'sources/host.yaml']) expect(await readFile(path.join(FOLDER, file), 'utf8')).not.toMatch(/\/home\/|\/work\//)
  })
})

describe('a wrong folder', () => {
  it.each([
    ['a site with half a place', { 'sites.csv': 'id,name_vi,name_en,kind,locality,lon,lat\nsite.a,Trạm,Station,rain-gauge,p1-1,106.10,\n' }, 'sites.csv:2:44 lat: đang để trống, cần đúng dạng như lon 106.10, lat 11.32'],
    ['a site whose lon and lat are exchanged', { 'sites.csv': 'id,name_vi,name_en,kind,locality,lon,lat\nsite.a,Trạm,Station,rain-gauge,p1-1,11.32,106.10\n' }, 'sites.csv:2:43 lat: đang là "106.10", cần đến 90'],
    ['a site whose place is no number', { 'sites.csv': 'id,name_vi,name_en,kind,locality,lon,lat\nsite.a,Trạm,Station,rain-gauge,p1-1,"106,10",11.32\n' }, 'sites.csv:2:37 lon: đang là "106,10", cần số'],
    ['a layer of a panel that nobody reports', edit('scenes/main.yaml', '{ indicator: a.rate, level: commune, of: p1 }', '{ together: [{ indicator: a.rate, level: commune, of: p1 }, { indicator: a.rats, level: commune, of: p1 }] }'), 'scenes/main.yaml:17:164 không có chỉ số "a.rats" / no such indicator: "a.rats"'],
    ['an owner nobody knows', edit('indicators.csv', 'a,office', 'a,bureau'), 'indicators.csv:2:33 không có cơ quan "bureau" / no such agency: "bureau"'],
    ['an unreadable due rule', edit('indicators.csv', 'workday 17:00', 'weekday'), 'indicators.csv:3:47 due: đang là "weekday", cần kỳ hạn như: every 5m'],
    ['an unreadable number', edit('indicators.csv', ',98,95', ',98%,95'), 'indicators.csv:2:91 warn: đang là "98%", cần số như 95, hoặc khoảng như 18..27 / warn: found "98%", expected a number'],
    ['a word not in the list', edit('indicators.csv', 'higher', 'up'), 'indicators.csv:2:47 direction: đang là "up", cần một trong: higher, lower, band, none / direction: found "up", expected one of:'],
    ['a cell left empty', edit('indicators.csv', 'Nhiệt độ', ''), 'indicators.csv:3:8 name_vi: đang để trống, cần chữ / name_vi: found nothing, expected text'],
    ['an id of another form', edit('indicators.csv', 'a.heat', 'Heat'), 'indicators.csv:3:1 id: đang là "Heat", cần đúng dạng như tthc.on-time-rate / id: found "Heat", expected an indicator id such as tthc.on-time-rate'],
    ['an indicator twice', edit('indicators.csv', 'a.heat', 'a.rate'), 'indicators.csv:3:1 mã "a.rate" đã có ở indicators.csv:2 / "a.rate" already stands in indicators.csv:2'],
    ['a parent nobody knows', edit('localities.csv', '0101,p1', '0101,p2'), 'localities.csv:3:50 không có địa bàn "p2" / no such locality: "p2"'],
    ['a code twice in one time', edit('localities.csv', '0101', '01'), 'localities.csv:3:45 mã số "01" đã dùng'],
    ['an earlier owner nobody knows', { 'indicators.csv': 'id,name_vi,name_en,domain,owner,unit,kind,direction,decimals,due,aggregation,level,earlier_owner\na.rate,T,T,a,office,%,rate,higher,1,every 5m,sum,commune,bureau\na.heat,N,N,a,office,,gauge,none,1,every 5m,max,site,\n' }, 'indicators.csv:2:58 không có cơ quan "bureau"'],
    ['a formula of an unknown indicator', { 'indicators.csv': 'id,name_vi,name_en,domain,owner,unit,kind,direction,decimals,due,aggregation,level,formula\na.rate,T,T,a,office,%,rate,higher,1,every 5m,sum,commune,100 * {a.heat} / {a.cold}\na.heat,N,N,a,office,,gauge,none,1,every 5m,max,site,\n' }, 'indicators.csv:2:58 không có chỉ số "a.cold"'],
    ['an agency of an unknown area', { 'agencies.csv': 'id,name_vi,name_en,kind,locality\noffice,Văn phòng,Office,office,p9\n' }, 'agencies.csv:2:32 không có địa bàn "p9"'],
    ['a day that does not exist', edit('localities.csv', 'province,01,,2025-07-01', 'province,01,,2025-02-30'), 'localities.csv:2:52 valid_from: đang là "2025-02-30", cần ngày như 2025-07-01'],
    ['an end before the beginning', { 'agencies.csv': 'id,name_vi,name_en,kind,valid_from,valid_to\noffice,Văn phòng,Office,office,2025-03-01,28/02/2025\n' }, 'agencies.csv:2:43 hết hiệu lực 2025-02-28 trước khi có hiệu lực 2025-03-01 / ends on'],
    ['a target for an unknown indicator', edit('targets.csv', 'a.rate', 'a.speed'), 'targets.csv:2:1 không có chỉ số "a.speed" / no such indicator: "a.speed"'],
    ['a target for an unknown subject', edit('targets.csv', ',p1,', ',p9,'), 'targets.csv:2:8 không có đối tượng (địa bàn, cơ quan, điểm đo) "p9"'],
    ['two main targets at once', { 'targets.csv': `${TINY['targets.csv']}a.rate,p1,99,,\n` }, 'targets.csv:3:1 đã có một chỉ tiêu chính'],
    ['a source of an unknown system', edit('sources/one.yaml', 'system: sys', 'system: sis'), 'sources/one.yaml:2:9 không có hệ thống "sis"; có: sys / no such system: "sis"'],
    ['an entry nobody reads', edit('sources/one.yaml', 'every: 30s', 'evry: 30s'), 'sources/one.yaml:3:1 không có mục nào tên "evry" ở đây / no entry is named "evry" here'],
    ['a length of time without unit', edit('sources/one.yaml', 'every: 30s', 'every: 30'), 'sources/one.yaml:3:8 every: đang là 30, cần chữ / every: found 30, expected text'],
    ['a range that is none', edit('sources/one.yaml', '127.0.0.0/8', '127.0.0.0/33'), 'sources/one.yaml:4:9 allow: đang là "127.0.0.0/33", cần dải địa chỉ như 10.0.0.0/8'],
    ['a source twice', { 'sources/two.yaml': TINY['sources/one.yaml'] ?? '' }, 'sources/two.yaml:1:5 mã "one" đã có ở sources/one.yaml:1'],
    ['wrong YAML', edit('sources/one.yaml', '[127.0.0.0/8]', '[127.0.0.0/8'), 'sources/one.yaml:5:1 sai cú pháp YAML'],
    ['a panel without widget', edit('scenes/main.yaml', 'widget: kpi-tile', "widget: ''"), 'scenes/main.yaml:11:13 ô "left" chưa có kiểu ô / panel "left" has no widget'],
    ['a panel with no widget entry at all', edit('scenes/main.yaml', '    widget: kpi-tile\n', ''), 'scenes/main.yaml:9:5 panels.0.widget: đang để trống, cần chữ'],
    ['a panel of an unknown indicator', edit('scenes/main.yaml', 'a.rate@p1', 'a.rat@p1'), 'scenes/main.yaml:16:23 không có chỉ số "a.rat" / no such indicator: "a.rat"'],
    ['a panel of an unknown subject', edit('scenes/main.yaml', 'of: p1', 'of: p8'), 'scenes/main.yaml:17:132 không có đối tượng "p8"'],
    ['panels on one another', edit('scenes/main.yaml', 'column: 7, columns: 6', 'column: 6, columns: 6'), 'scenes/main.yaml:17:5 ô "right" đè lên ô "left" / panel "right" overlaps panel "left"'],
    ['a panel beyond the edge', edit('scenes/main.yaml', 'column: 7, columns: 6', 'column: 8, columns: 6'), 'scenes/main.yaml:17:64 ô "right" vượt quá cột 12'],
    ['a tile in two places', edit('scenes/main.yaml', '3x2: [[a]]', '3x2: [[a, a]]'), 'scenes/main.yaml:5:10 tấm "a" đứng hai chỗ'],
    ['a tile of different heights', edit('scenes/main.yaml', '3x2: [[a]], 2x2: [[a]]', '3x2: [[a], [a]], 2x2: [[a], [.]]'), 'scenes/main.yaml:5:27 tấm "a" cao 1 ở đây và 2 ở bố cục khác'],
    ['a tile in no layout', edit('scenes/main.yaml', 'right, tile: a', 'right, tile: q'), 'scenes/main.yaml:17:24 tấm "q" không có trong layouts'],
    ['a panel of a feed the scene does not watch', { 'indicators.csv': `${TINY['indicators.csv']}b.x,X,X,b,office,,gauge,none,0,every 1m,last,province,,\n`, ...edit('scenes/main.yaml', 'a.rate@p1', 'b.x@p1') }, 'scenes/main.yaml:16:23 chỉ số "b.x" thuộc "b", chưa có trong feeds'],
    ['a query of neither form', edit('scenes/main.yaml', '{ series: [a.rate@p1] }', '{ series: a.rate@p1 }'), 'scenes/main.yaml:16:22 panels.0.query.series: đang là "a.rate@p1", cần một danh sách'],
    ['a column of an unknown indicator', edit('scenes/main.yaml', 'indicator: a.rate, level', 'indicators: [a.rate, a.rat], level'), 'scenes/main.yaml:17:114 không có chỉ số "a.rat" / no such indicator: "a.rat"'],
    ['a column twice', edit('scenes/main.yaml', 'indicator: a.rate, level', 'indicators: [a.rate, a.rate], level'), 'scenes/main.yaml:17:114 chỉ số "a.rate" có hai lần / indicator "a.rate" stands twice'],
    ['a column its parts never report', edit('scenes/main.yaml', 'indicator: a.rate, level', 'indicators: [a.rate, a.heat], level'), 'scenes/main.yaml:17:114 chỉ số "a.heat" có số ở cấp site, không có ở cấp commune / "a.heat" is kept at the level site, not commune'],
    ['a wall of an unknown scene', edit('walls.yaml', 'scene: main', 'scene: men'), 'walls.yaml:1:54 không có kịch bản "men" / no such scene: "men"'],
    ['a scene in turn that is none', edit('walls.yaml', 'scene: main }', 'scene: main, rotation: [{ scene: men, dwell: 60s }] }'), 'walls.yaml:1:80 không có kịch bản "men" / no such scene: "men"'],
    ['a scene too short to be read', edit('walls.yaml', 'scene: main }', 'scene: main, rotation: [{ scene: main, dwell: 5s }] }'), 'walls.yaml:1:93 rotation.0.dwell: đang là "5s", cần đúng dạng: 10s to 1h'],
    ['a scheduled scene that is none', edit('walls.yaml', 'scene: main }', "scene: main, schedule: [{ from: '07:00', until: '17:00', rotation: [{ scene: men, dwell: 60s }] }] }"), 'walls.yaml:1:124 không có kịch bản "men"'],
    ['an hour that is none', edit('walls.yaml', 'scene: main }', "scene: main, schedule: [{ from: '25:00', until: '17:00', rotation: [{ scene: main, dwell: 60s }] }] }"), 'walls.yaml:1:79 schedule.0.from: '],
    ['a row hidden by one above', edit('walls.yaml', 'scene: main }', "scene: main, schedule: [{ from: '00:00', until: '00:00', rotation: [{ scene: main, dwell: 60s }] }, { days: worked, from: '07:00', until: '17:00', rotation: [{ scene: main, dwell: 60s }] }] }"), 'walls.yaml:1:147 dòng này không bao giờ được chiếu: dòng 1 đã phủ cả ngày'],
    ['tiles of another shape', edit('walls.yaml', 'scene: main }', 'scene: main, profile: { grid: 2x2, tile: { width: 1920, height: 1200, pitchMm: 0.5 } } }'), 'walls.yaml:1:111 tấm 1920 x 1200 không phải 16:9'],
    ['a grid that the screen does not hold', edit('walls.yaml', 'scene: main }', 'scene: main, profile: { grid: 3x2, tile: { width: 1920, height: 1080, pitchMm: 1.2 }, screen: { width: 6656, height: 1792 } } }'), 'walls.yaml:1:141 lưới 3x2 ở tỉ lệ 1 cần 5760 x 2160'],
    ['a zone that is none', edit('deployment.yaml', 'Europe/Paris', 'UTC+7'), 'deployment.yaml:4:11 timeZone: đang là "UTC+7", cần đúng dạng như Asia/Ho_Chi_Minh'],
    ['a tile server on no web address', edit('deployment.yaml', 'subject: p1', 'map: { tiles: { url: "ftp://t.vn/{z}/{x}/{y}.png", attribution: Sở, maxZoom: 14 } }\nsubject: p1'), 'deployment.yaml:5:22 map.tiles.url: đang là "ftp://t.vn/{z}/{x}/{y}.png", cần đúng dạng như https://tiles.example.vn/{z}/{x}/{y}.png'],
    ['a tile server without a place for y', edit('deployment.yaml', 'subject: p1', 'map: { tiles: { url: "https://t.vn/{z}/{x}/{x}.png", attribution: Sở, maxZoom: 14 } }\nsubject: p1'), 'deployment.yaml:5:22 map.tiles.url: đang là "https://t.vn/{z}/{x}/{x}.png", cần đúng dạng như https://tiles.example.vn/{z}/{x}/{y}.png'],
    ['tiles from many servers', edit('deployment.yaml', 'subject: p1', 'map: { tiles: { url: "https://{s}.t.vn/{z}/{x}/{y}.png", attribution: Sở, maxZoom: 14 } }\nsubject: p1'), 'deployment.yaml:5:22 map.tiles.url: đang là "https://{s}.t.vn/{z}/{x}/{y}.png", cần đúng dạng như https://tiles.example.vn/{z}/{x}/{y}.png'],
    ['a holiday that ends before it begins', edit('deployment.yaml', 'until: 2026-02-22', 'until: 2026-02-02'), 'deployment.yaml:9:33 until: đang là "2026-02-02", cần ngày từ 2026-02-14'],
    ['a make-up day in the week', edit('deployment.yaml', '2026-08-22', '2026-08-21'), 'deployment.yaml:11:14 day: đang là "2026-08-21", cần một ngày nghỉ cuối tuần được làm bù'],
    ['a province that is no locality', edit('deployment.yaml', 'subject: p1', 'subject: p7'), 'deployment.yaml:5:10 không có địa bàn "p7"'],
    ['a missing file', { 'agencies.csv': null }, 'agencies.csv:1:1 không có tệp này / the file is missing'],
    ['a file that is not UTF-8', { 'agencies.csv': Buffer.from('id,name_vi\nx,V\xe3n\n', 'latin1') }, 'agencies.csv:1:1 tệp không phải UTF-8'],
  ])('tells %s', async (_, changes, expected) => {
    const faults = await faultsOf(changes)
    expect(faults.filter((line) => line.startsWith(expected)), faults.join('\n')).toHaveLength(1)
  })

  it('tells everything at once, by file and line', async () => {
    const faults = await faultsOf({
      ...edit('indicators.csv', 'higher', 'up'), ...edit('localities.csv', '0101,p1', '0101,p2'), ...edit('targets.csv', ',98,', ',lots,'),
      ...edit('scenes/main.yaml', 'columns: 6', 'columns: 16'), ...edit('walls.yaml', 'scene: main', 'scene: men'), ...edit('deployment.yaml', '[sat, sun]', '[sat, sonntag]'),
    })
    expect(faults.map((line) => line.split(' ', 1)[0])).toEqual([
      'deployment.yaml:7:18', 'indicators.csv:2:47', 'localities.csv:3:50', 'scenes/main.yaml:13:14', 'targets.csv:2:11', 'walls.yaml:1:54',
    ])
  })

  it('does not tell a bad row again wherever its thing is named', async () => {
    expect(await faultsOf(edit('indicators.csv', ',98,95', ',x,95'))).toHaveLength(1)
    expect(await faultsOf(edit('agencies.csv', 'id,', 'ident,'))).toEqual([expect.stringContaining('agencies.csv:1:1 cột lạ "ident"'), expect.stringContaining('agencies.csv:1:1 thiếu cột "id"')])
    expect(await faultsOf(edit('scenes/main.yaml', 'turns: [a]', 'turns: a'))).toHaveLength(1)
  })

  it('names a variable that is not set, and never shows the value of one', async () => {
    const faults = await faultsOf(edit('sources/one.yaml', '${ONE_URL}', '${TWO_URL}'))
    expect(faults).toEqual(['sources/one.yaml:6:8 chưa đặt biến môi trường TWO_URL / environment variable TWO_URL is not set'])
    const others = await faultsOf({ ...edit('sources/one.yaml', 'system: sys', 'system: sis'), ...edit('sources/one.yaml', 'every: 30s', 'every: soon') })
    expect(others.join('\n')).not.toContain('very-secret')
    expect(others.length).toBeGreaterThan(0)
  })

  it('refuses aliases that unfold without end', async () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[i]}`).join(',')}]`)].join('\n')
    expect(await faultsOf({ 'sources/one.yaml': bomb })).toEqual([expect.stringContaining('sources/one.yaml:1:1 tệp dùng quá nhiều tham chiếu')])
  })
})

describe('drawings and pictures', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><title>Cửa</title><g id="gate"><rect width="1" height="1"/></g></svg>'
  const scene = (options: string) => ({ 'scenes/main.yaml': (TINY['scenes/main.yaml'] ?? '').replace('widget: ranking,', 'widget: diagram,').replace('query: { indicator: a.rate, level: commune, of: p1 } }', `query: { series: [a.rate@p1] }, options: ${options} }`) })

  it('are read, and belong to the version of the folder', async () => {
    const { diagrams, version } = await loadGood({ 'diagrams/gate.svg': SVG })
    expect(diagrams).toMatchObject([{ id: 'gate', width: 100, height: 50, title: { vi: 'Cửa' } }])
    expect((await loadGood({ 'diagrams/gate.svg': SVG.replace('Cửa', 'Cổng') })).version).not.toBe(version)
  })

  it('are a fault of the folder, with their line, where they hold what may not be drawn', async () => {
    expect(await faultsOf({ 'diagrams/gate.svg': SVG.replace('<rect', '<rect onclick="x"') })).toEqual([expect.stringMatching(/^diagrams\/gate\.svg:1:\d+ <rect> thuộc tính onclick không được phép/)])
  })

  it('tell a panel whose drawing, or part of it, is not there', async () => {
    expect(await faultsOf({ ...scene('{ drawing: other }') })).toEqual([expect.stringContaining('không có bản vẽ "other" trong diagrams/')])
    const parts = '{ drawing: gate, parts: [{ part: gate, series: a.rate@p1, show: state }, { part: door, series: a.rate@p1, show: state }] }'
    expect(await faultsOf({ 'diagrams/gate.svg': SVG, ...scene(parts) })).toEqual([expect.stringContaining('bản vẽ "gate" không có phần id="door"')])
  })

  it('take the address of a camera from the environment, and no camera of an unknown source', async () => {
    const file = '- { id: cam, title: { vi: Cổng, en: Gate }, source: one, url: "${ONE_URL}/cam.jpg" }\n'
    expect((await loadGood({ 'pictures.yaml': file })).pictures).toMatchObject([{ id: 'cam', url: expect.stringMatching(/^http.*\/cam\.jpg$/), every: '30s', lost: '5m' }])
    expect(await faultsOf({ 'pictures.yaml': file.replace('source: one', 'source: none') })).toEqual([expect.stringContaining('không có nguồn "none"')])
    expect(await faultsOf({ 'pictures.yaml': file.replace('ONE_URL', 'NO_URL') })).toEqual([expect.stringContaining('chưa đặt biến môi trường NO_URL')])
  })
})
