import { afterEach, beforeEach, expect, it } from 'vitest'
import { createGuardedResolve, normalise, SourceError } from '#kit'
import { findDriver, findSystem } from '../../connectors/index.ts'
import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { loadContext } from './load-context.ts'
import { collectOverHttp } from './play-case.ts'

/** The played departments speak as our systems expect; so the demonstration and the recorded answers cannot drift apart. */
const ADDRESS: Record<string, string> = {
  tthc: '/tthc/api/v1/thong-ke', 'tthc-hourly': '/tthc/api/v1/theo-gio', 'tthc-agencies': '/tthc/api/v1/theo-co-quan', datacentre: '/datacentre/metrics', egov: '/egov/api/v1/tong-hop',
  reservoir: '/hydro/v1.1/Datastreams', feedback: '/feedback/open311/v2/requests.json', 'weather-alerts': '/alerts/cap/feed.atom',
  exchange: '/exchange/thong-ke', portal: '/portal/api/v1/thong-ke', 'online-services': '/online-services/api/v2/chi-so', 'conference-calendar': '/conference-calendar/lich.ics',
  border: '/border/api/hang-cho', tourism: '/tourism/api/v2/so-lieu', agriculture: '/agriculture/bao-cao', 'public-order': '/public-order/api/tong-hop', media: '/media/api/tong-hop',
}
/** As `deployments/tay-ninh/sources/` sets it. */
const SETTINGS: Record<string, object> = { 'online-services': { auth: { kind: 'hmac', keyId: 'ioc-tay-ninh', secret: 'minh-hoa' } } }
const PLAYED = Object.keys(ADDRESS)
const NEIGHBOURS = ['border', 'tourism', 'agriculture', 'public-order', 'media']
/** A rate of nothing is not sent: at night and on Sundays there may be none. */
const NOT_ALWAYS = new Set(['tthc.apology-rate', 'tthc.on-time-rate', 'egov.documents-electronic-rate', 'egov.documents-signed-rate', 'egov.documents-on-time-rate', 'egov.tasks-on-time-rate', 'dvc.online-payment-rate'])

const context = await loadContext()
let departments: Departments
beforeEach(async () => {
  departments = await startDepartments({ slowMs: 2_000 })
})
afterEach(() => departments.stop())

async function read(id: string, timeoutMs?: number) {
  const system = findSystem(id)
  const driver = findDriver(system?.driver ?? '')
  if (system === undefined || driver === undefined) throw new Error(`${id} is not registered`)
  const records = await collectOverHttp({ ...system, config: { ...system.config, ...SETTINGS[id] } }, driver, `${departments.url}${ADDRESS[id] ?? ''}`, timeoutMs)
  return { ...normalise({ system, records, context: { ...context, receivedAt: Date.now() } }), records }
}

async function play(fault: string, ...names: string[]): Promise<void> {
  const change = { departments: Object.fromEntries((names.length > 0 ? names : ['tthc', 'datacentre', 'exchange', 'portal', 'online-services', 'conference-sites', 'conference-calendar', ...NEIGHBOURS]).map((name) => [name, { fault }])) }
  const answer = await fetch(`${departments.url}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) })
  expect(answer.status).toBe(200)
}

it.each(PLAYED)('reads all of %s without one reject, every reading there', async (id) => {
  const { samples, rejects } = await read(id)
  expect(rejects).toEqual([])
  const seen = new Set<string>(samples.map(({ series }) => series.split('@')[0] ?? ''))
  expect(findSystem(id)?.readings.map(({ indicator }) => indicator).filter((indicator) => !seen.has(indicator) && !NOT_ALWAYS.has(indicator))).toEqual([])
  for (const { at } of samples) expect(at).toBeLessThanOrEqual(Date.now())
})

const FAULTS = [['down', 'unreachable'], ['silent', 'unreachable'], ['slow', 'unreachable'], ['unauthorized', 'auth'], ['rate-limited', 'rate-limited'], ['garbage', 'malformed'], ['login-page', 'malformed'], ['huge', 'malformed']]
it.each(['tthc', 'exchange', 'portal', 'online-services', 'conference-calendar', 'tourism'].flatMap((id) => FAULTS.map(([fault = '', kind = '']) => [fault, id, kind])))(
  'makes %s of %s an error of kind %s', async (fault, id, kind) => {
    await play(fault)
    const thrown: unknown = await read(id, fault === 'silent' || fault === 'slow' ? 700 : 20_000).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(SourceError)
    expect(thrown).toMatchObject({ kind })
  })

it.each([['exchange', 'missing-value /vanBanTraoDoi'], ['portal', 'missing-value /homNay/khach'], ['online-services', 'missing-value /thanhToan/giaoDich'],
  ['tourism', 'missing-value /luotKhach'], ['agriculture', 'missing-value /giaTri'], ['public-order', 'missing-value /giaoThong/soVu'], ['media', 'missing-value /homNay/tong']])('names the renamed field of %s', async (id, wanted) => {
  await play('renamed-field')
  const { samples, rejects } = await read(id)
  expect(rejects.map(({ code, pointer }) => `${code} ${pointer ?? ''}`)).toContain(wanted)
  expect(samples.length).toBeGreaterThan(0)
})

/** One pass over the bridge as `sources/conference-sites.yaml` sets it. */
async function readBridge(more: object = {}) {
  const system = findSystem('conference-sites')
  const driver = findDriver('snmp')
  if (system === undefined || driver?.kind !== 'poll') throw new Error('not registered')
  const { signal } = new AbortController()
  const access = { kind: 'v3', user: 'ioc', authKey: 'minh-hoa-xac-thuc', privKey: 'minh-hoa-ma-hoa' }
  const config = driver.config.parse({ ...system.config, url: departments.bridgeUrl, access, labels: { maTinh: '80' }, timeoutMs: 10_000, retries: 0, ...more })
  const resolve = createGuardedResolve({ allow: ['127.0.0.0/8'], timeoutMs: 5_000 })
  const { records } = await driver.collect(config, { fetch: () => Promise.reject(new Error('no HTTP here')), resolve, signal, now: () => Date.now(), bookmark: undefined })
  return normalise({ system, records, context: { ...context, receivedAt: Date.now() } })
}

it('reads the conference sites of 96 communes over SNMPv3, and counts only those it knows of', async () => {
  const { samples, rejects } = await readBridge()
  expect(rejects).toEqual([])
  const province = samples.find(({ series }) => series === 'vc.sites-online-rate@tn2025')
  expect(samples.length).toBe(1 + (province?.coverage?.reported ?? 0))
  expect(province?.coverage?.expected).toBe(96)
  expect(Number(province?.value)).toBeGreaterThan(80)
  await play('partial')
  expect((await readBridge()).samples.find(({ series }) => series === 'vc.sites-online-rate@tn2025')?.coverage?.reported).toBeLessThan(50)
  await play('yesterday')
  expect((await readBridge()).samples).toEqual([])
  await play('unit-x1000')
  expect((await readBridge()).samples).toEqual([])
})

it.each([['down', 'unreachable'], ['silent', 'unreachable'], ['unauthorized', 'unreachable'], ['garbage', 'malformed'], ['login-page', 'malformed'], ['huge', 'malformed']])('makes %s of the bridge an error of kind %s', async (fault, kind) => {
  await play(fault)
  await expect(readBridge(kind === 'unreachable' ? { timeoutMs: 500 } : {})).rejects.toMatchObject({ kind })
})

it('says auth to the bridge’s refusal of an unknown user', async () => {
  await expect(readBridge({ access: { kind: 'v3', user: 'la', authKey: 'minh-hoa-xac-thuc', privKey: 'minh-hoa-ma-hoa' } })).rejects.toMatchObject({ kind: 'auth' })
})

it('lets no title and no attendee of a conference through', async () => {
  const { records, samples } = await read('conference-calendar')
  expect(records.length).toBeGreaterThan(0)
  expect(JSON.stringify(records)).not.toMatch(/giao ban|Hội nghị|diem-cau|Phòng/i)
  expect(samples.map(({ series }) => series)).toEqual(['vc.sessions-today@tn2025'])
})

it('shows visits without robots, payments no larger than what was due, and the index within its hundred points', async () => {
  const { samples } = await read('online-services')
  const of = (indicator: string) => new Map(samples.flatMap(({ series, value }) => (series.startsWith(`${indicator}@`) ? [[series.split('@')[1], Number(value)]] : [])))
  const due = of('dvc.payable-dossiers')
  for (const [subject, paid] of of('dvc.payment-transactions')) expect(paid).toBeLessThanOrEqual(due.get(subject) ?? 0)
  expect(of('index766.total').get('tn2025')).toBeGreaterThan(75)
  expect(of('index766.total').size).toBeGreaterThan(90)
  const { records, samples: visits } = await read('portal')
  const [first] = records as { dangTruyCap: { khach: number } }[]
  expect(visits.find(({ series }) => series === 'portal.online-now@site.portal')?.value).toBe(first?.dangTruyCap.khach)
})

it('keeps the good part when a field was renamed, and names the field', async () => {
  const good = await read('tthc')
  await play('renamed-field')
  const { samples, rejects } = await read('tthc')
  expect(new Set(rejects.map(({ code, pointer }) => `${code} ${pointer ?? ''}`))).toEqual(new Set(['missing-value /tiepNhan']))
  expect(samples.length).toBeGreaterThan(good.samples.length * 0.85)
})

it('lets no figure of the province through that is a thousand times too large', async () => {
  await play('unit-x1000')
  const { samples } = await read('tthc')
  expect(samples.filter(({ series }) => series.startsWith('tthc.on-time-rate@') || series === 'tthc.dossiers-pending@tn2025')).toEqual([])
})

it('shows yesterday as yesterday, and a part as a part', async () => {
  await play('yesterday')
  for (const id of ['tthc', 'datacentre', ...NEIGHBOURS]) for (const { at } of (await read(id)).samples) expect(Date.now() - at).toBeGreaterThan(86_000_000)
  await play('partial')
  const { samples } = await read('tthc')
  const province = samples.find(({ series }) => series === 'tthc.dossiers-received@tn2025')
  expect(province?.coverage).toMatchObject({ expected: 96 })
  expect(province?.coverage?.reported).toBeLessThan(50)
})

it.each(NEIGHBOURS)('passes no figure of %s on that is a thousand times what can be', async (id) => {
  // At noon: in the first minutes of a day a count times a thousand is still one that can be.
  const noon = Date.parse('2026-11-25T05:00:00Z')
  await departments.stop()
  departments = await startDepartments({ now: () => noon })
  const { samples: good } = await read(id)
  await play('unit-x1000')
  const { samples } = await read(id)
  const usual = new Map(good.map(({ series, value }) => [series, Number(value)]))
  expect(usual.size).toBeGreaterThan(0)
  // What is small enough to be believed a thousand times larger is a commune's: none of the province, and no site.
  expect(samples.filter(({ series, value }) => /@(?:tn2025|site\..*)$/.test(series) && Number(value) > (usual.get(series) ?? 0))).toEqual([])
})

it('counts accidents, deaths and fires as rarely as they are, and no more deaths than a day can have', async () => {
  const sum = async (indicator: string) => (await read('public-order')).samples.filter(({ series }) => series.startsWith(`${indicator}@`)).reduce((total, { value }) => total + Number(value), 0)
  expect(await sum('traffic.accidents')).toBeLessThan(15)
  expect(await sum('order.incidents')).toBeLessThan(30)
  expect(await sum('traffic.deaths')).toBeLessThan(15)
  expect(await sum('order.fires')).toBeLessThan(8)
})

it('shows no figure of the reservoir from a service that renames, multiplies or repeats', async () => {
  await play('renamed-field', 'hydro')
  expect((await read('reservoir')).samples).toEqual([])
  await play('unit-x1000', 'hydro')
  const { samples, rejects } = await read('reservoir')
  expect(samples.filter(({ series }) => series.endsWith('@site.dau-tieng'))).toEqual([])
  expect(rejects).not.toEqual([])
  await play('yesterday', 'hydro')
  for (const { at } of (await read('reservoir')).samples) expect(Date.now() - at).toBeGreaterThan(86_000_000)
})

it('counts feedback alike from JSON and XML, and passes on no person', async () => {
  const [system, driver] = [findSystem('feedback'), findDriver('open311')]
  if (system === undefined || driver === undefined) throw new Error('feedback is not registered')
  const now = Date.now()
  const still = await startDepartments({ now: () => now }) // no request is closed between the two
  const url = `${still.url}/feedback/open311/v2/requests`
  const bodies = await Promise.all(['json', 'xml'].map(async (format) => (await fetch(`${url}.${format}`)).text()))
  for (const body of bodies) expect(body).toMatch(/0900000000[^]*Người[^]*Số nhà/)
  const [json = [], xml = []] = await Promise.all(['json', 'xml'].map((format) => collectOverHttp({ ...system, config: { ...system.config, format } }, driver, `${url}.${format}`)))
  expect(JSON.stringify([json, xml])).not.toMatch(/0900000000|Người|Số nhà/)
  expect(json.length).toBeGreaterThan(100)
  expect(xml.slice(1)).toEqual(json.slice(1))
  await still.stop()
})

it('never says that no warning is in force where it cannot know', async () => {
  const zeros = async () => (await read('weather-alerts')).samples.filter(({ value }) => value === 0)
  expect((await zeros()).length).toBeGreaterThan(0)
  for (const fault of ['partial', 'renamed-field']) {
    await play(fault, 'alerts')
    const { rejects } = await read('weather-alerts')
    if (rejects.some(({ code }) => code !== 'missing-value')) expect(await zeros()).toEqual([])
  }
  await play('yesterday', 'alerts')
  const [system, driver] = [findSystem('weather-alerts'), findDriver('cap')]
  if (system === undefined || driver === undefined) throw new Error('weather-alerts is not registered')
  const asDeployed = { ...system, config: { ...system.config, feedMaxAgeMinutes: 60 } }
  await expect(collectOverHttp(asDeployed, driver, `${departments.url}/alerts/cap/feed.atom`)).rejects.toMatchObject({ kind: 'malformed' })
})
