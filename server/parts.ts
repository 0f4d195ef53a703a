import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import path from 'node:path'
import type { Request, RequestHandler } from 'express'
import { type AuditEntry, freshnessAt, type KeptSample, type SourceId, type SourceScores, splitSeries, tileOrigin } from '#contract'
import { systems } from '../connectors/index.ts'
import { type Audit, bearer, createCan, createPeople, createSqlAccountStore, isOwnOrigin, isSameSecret, TOKEN_COOKIE } from './access/index.ts'
import { createApi, type Gatekeeper, MOST_POINTS } from './api/index.ts'
import { createBoards } from './boards/index.ts'
import type { Bus } from './bus/index.ts'
import { checkBoard } from './check-board.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { formatFault, loadDeployment, watchDeployment, writeSceneFile } from './deployment/index.ts'
import { createDerive, evaluate, explain } from './derive/index.ts'
import { createEras } from './eras/index.ts'
import { createExplanations } from './explanations/index.ts'
import { describeError, StartError } from './errors.ts'
import { createMapImport, createMaps } from './geo/index.ts'
import { type Backfill, heldSince, inForceAt, type KeptPast, readRun, readRunBefore, thin, toldFor } from './history/index.ts'
import { askReady, createMetrics, lateAgencies, missingIndicators, sourceShares } from './health/index.ts'
import { createHub } from './hub/index.ts'
import { createIngest, createRawStore, cronSchedule, NotHeld } from './ingest/index.ts'
import { KEEP_RAW_DAYS, keepHistory } from './keep-history.ts'
import { createLineage } from './lineage/index.ts'
import type { Log } from './log.ts'
import { createOutlook } from './outlook/index.ts'
import { createPictures } from './pictures/index.ts'
import { fetchFor, fetchPicture, makeProvince, type Province, withTargets } from './province.ts'
import { createQuality } from './quality/index.ts'
import { readyParts } from './ready-parts.ts'
import { createSubmissions } from './submissions/index.ts'
import { createTargets } from './targets/index.ts'
import { keepTrimmed } from './trimming.ts'
import { createRedPath, createUse } from './use/index.ts'
import { createWalls } from './walls/index.ts'

export interface PartsDeps {
  config: Config
  log: Log
  clock: Clock
  httpServer: Server
  /** Being opened. */
  bus: Promise<Bus>
  instance: string
  clientDir: string
  mounts: readonly { path: string; handler: RequestHandler }[]
  environment: Readonly<Record<string, string>>
  isSecure(request: IncomingMessage): boolean
  addressOf(request: IncomingMessage): string
  audit: Audit
}

const RAW_BYTES_PER_SOURCE = 200_000_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MISSING_KEPT_MS = 60_000

export interface Parts {
  notes: string[]
  /** The past of before we were there. */
  backfill: Backfill
  stop(): Promise<void>
}

/** The parts that stand on the bus, joined; undone in the other order. */
export async function buildParts(deps: PartsDeps): Promise<Parts> {
  const { config, log, clock, httpServer } = deps
  const load = () => loadDeployment(config.deploymentDir, { env: deps.environment, demo: config.demo, systems })
  // Opening the bus is mostly waiting for Redis: meanwhile the files are read.
  const [bus, first] = await Promise.all([deps.bus, firstProvince(load, config)])
  let province = first

  let fromFiles = first
  const remake = (made: Province) => {
    fromFiles = made
    province = withTargets(made, targets.layOver, targets.revision())
  }

  const rawStore = createRawStore({ dir: path.join(config.dataDir, 'raw'), instance: deps.instance, clock, maxBytesPerSource: RAW_BYTES_PER_SOURCE })
  const ingest = createIngest({
    bus, rawStore, clock, log, fetchFor, schedule: cronSchedule, random: Math.random, instance: deps.instance, contextFor: (source) => province.contextFor(source),
  })
  await ingest.setSources(province.sources)
  const history = keepHistory({ config, bus, clock, log, instance: deps.instance, timeZone: province.catalogue.deployment.timeZone })
  const quality = createQuality({
    db: history.db, bus, clock, sources: () => ingest.sources(), catalogue: () => province.catalogue, settings: () => province.deployment.quality, newId: randomUUID, runsKeptMs: KEEP_RAW_DAYS * DAY_MS,
  })
  const can = createCan((source) => province.catalogue.sources.find(({ id }) => id === source)?.agency)
  const audit = (entry: Omit<AuditEntry, 'at'>) => deps.audit.record({ at: clock.now(), ...entry })
  const people = createPeople({
    notes: bus, clock, random: randomBytes, session: config.session, token: config.token, isSecure: deps.isSecure, audit, stored: createSqlAccountStore(history.db),
    demonstration: config.demoPassword && { password: config.demoPassword.password, catalogue: () => province.catalogue },
  })
  const targets = createTargets({
    db: history.db, clock, log, newId: randomUUID, can, audit, catalogue: () => province.catalogue, rangeOf: (indicator) => province.rangeOf(indicator), feedOf: (indicator) => province.feedOf(indicator),
    changed: () => remake(fromFiles),
  })
  remake(first)
  const walls = createWalls({
    notes: bus, clock, walls: () => province.deployment.walls, hasScene: (id) => province.deployment.scenes.some((scene) => scene.id === id), days: () => province.days,
  })
  const hub = createHub({
    bus, clock, log, httpServer, can, ...people, allowOrigin: isOwnOrigin, beatMs: config.beatMs, demo: config.demo, instance: deps.instance,
    history: history.system, wallState: walls.state, catalogue: () => province.catalogue, paceOf: (series) => province.paceOf(series), revision: () => province.catalogue.revision, dueOf: (rule, at) => province.due.dueOf(rule, at),
  })
  const keeper: Gatekeeper = {
    ...people, can, isOwnOrigin, addressOf: deps.addressOf, audit,
  }
  const submissions = createSubmissions({
    db: history.db, intake: ingest, can, clock, log, audit, catalogue: () => province.catalogue, dropDir: path.join(config.dataDir, 'drop'), works: config.roles.has('ingest'),
    latest: async (feeds) => new Map((await bus.latest(feeds)).samples.map(({ series, value }) => [series, value])),
  })
  const explanations = createExplanations({
    db: history.db, clock, newId: randomUUID, can, audit, catalogue: () => province.catalogue, feedOf: (indicator) => province.feedOf(indicator), latest: async (feeds) => (await bus.latest(feeds)).samples,
  })
  const boards = createBoards({
    db: history.db, clock, audit, scenes: () => province.deployment.scenes, domains: () => [...new Set(province.catalogue.indicators.map(({ domain }) => domain))],
    check: (scene) => checkBoard(scene, { indicators: province.catalogue.indicators, diagrams: province.deployment.diagrams, hasSubject: province.hasSubject }), write: writeSceneFile,
  })
  const figures = {
    catalogue: () => province.catalogue, curves: () => province.deployment.curves, holdsAt: (id: string, at: number) => province.holdsAt(id, at), startOf: (day: string) => province.startOf(day),
  }
  const derive = createDerive({
    bus, clock, log, instance: deps.instance, dueOf: (rule, at) => province.due.dueOf(rule, at), ...figures, heldSince: (query) => heldSince(history.db, query),
  })
  const freshnessOf = ({ series, at }: Pick<KeptSample, 'series' | 'at'>) => {
    const indicator = province.catalogue.indicators.find(({ id }) => id === splitSeries(series).indicator)
    return indicator === undefined ? 'stale' : freshnessAt(province.due.dueOf(indicator.due, at), clock.now())
  }
  const lineage = createLineage({
    freshnessOf, bus, catalogue: () => province.catalogue, feedOf: (indicator) => province.feedOf(indicator), openRaw: rawStore.open, findRecord: ingest.findRecord,
    explain: (sample) => explain(sample, figures), madeOf: ({ series, at, period }) => derive.madeOf(series, at, period),
    kept: { told: (query) => toldFor(history.db, query), run: (id) => readRun(history.db, id), runBefore: (run) => readRunBefore(history.db, run), inForceAt: (names, at) => inForceAt(history.db, names, at) },
  })
  const eras = createEras<KeptPast>({
    facts: () => ({ catalogue: province.catalogue, successions: province.deployment.successions, startOf: figures.startOf }),
    range: (query) => history.range(query), thin: (samples) => thin(samples, MOST_POINTS), freshnessOf, stepOf: history.stepOf,
    compute: (formula, value) => evaluate(formula, { curves: province.deployment.curves, value }),
  })
  const use = createUse({
    db: history.db, clock, log, timeZone: () => province.deployment.timeZone, startOf: figures.startOf,
    redPath: createRedPath({
      clock, catalogue: () => province.catalogue, briefing: () => province.deployment.briefing, latest: async (feeds) => (await bus.latest(feeds)).samples, freshnessOf, written: explanations.between, running: explanations.running,
      past: async (series, from, to) => (await history.range({ series, from, to, step: HOUR_MS })).samples,
    }),
  })
  const outlook = createOutlook({ clock, catalogue: () => province.catalogue, range: eras.range, startOf: figures.startOf })
  const ready = readyParts({ bus, hub, faults: () => province.faults, deploymentFaults: () => deploymentFaults, history: history.describe })
  let deploymentFaults: string[] = []

  const maps = createMaps({
    dataDir: config.dataDir, deploymentDir: config.deploymentDir, log, localities: () => province.catalogue.localities, tiles: () => province.deployment.tiles,
    today: () => new Intl.DateTimeFormat('en-CA', { timeZone: province.deployment.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(clock.now()),
  })

  // All latest values, to know of which indicators there is none: not with every scrape.
  const countMissing = keepFor(MISSING_KEPT_MS, () => clock.now(), async () => missingIndicators(province.catalogue.indicators, (await bus.latest()).samples.map(({ series }) => series)))
  const pictures = createPictures({ settings: () => province.deployment.pictures, fetch: fetchPicture, clock })

  const hasApi = config.roles.has('api')
  const app = createApi({
    log, keeper, clientDir: deps.clientDir, mounts: deps.mounts, pictureOrigin: () => province.deployment.tiles && tileOrigin(province.deployment.tiles),
    ready: () => askReady(hub.system(), ready),
    metrics: createMetrics({
      acceptedTotal: () => ingest.acceptedTotal(), clients: () => hub.stats().clients, shares: () => sourceShares(province.catalogue.sources, hub.health()),
      lateAgencies: () => lateAgencies(ingest.sources(), hub.health()), missingIndicators: () => countMissing().catch(() => undefined), quality: () => quality.overall().catch(() => undefined),
      bus: () => bus.usage().catch(() => undefined),
    }),
    routes: !hasApi ? undefined : {
      clock,
      live: (feeds) => hub.snapshot(feeds),
      catalogue: () => province.catalogue,
      map: (query) => maps.at(query),
      importMap: createMapImport({ dataDir: config.dataDir, deploymentDir: config.deploymentDir, localities: () => province.catalogue.localities, now: () => clock.now() }),
      submissions,
      explanations,
      targets,
      boards,
      use,
      scenes: () => province.deployment.scenes,
      walls: () => province.deployment.walls,
      wallState: walls.state,
      diagrams: () => province.deployment.diagrams,
      pictures: { settings: () => province.deployment.pictures, ...pictures },
      past: eras,
      outlook,
      briefing: () => province.deployment.briefing,
      feedOf: (indicator) => province.feedOf(indicator),
      lineage: { ...lineage, of: async (question) => (question.at === undefined ? undefined : await eras.lineage(question.series, question.at)) ?? (await lineage.of(question)) },
      latest: async (feeds) => (await bus.latest(feeds)).samples,
      freshnessOf,
      health: () => hub.health(),
      runs: (source, count) => bus.runs(source, count),
      scores: quality.lastDay,
      plannedOutages: quality.outages.current,
      quality,
      running: () => ingest.sources(),
      quarantine: { list: (source) => ingest.quarantine(source)?.then(async (one) => withScores(one, await quality.lastDay(source))), decide: (source, run, decision, by) => ingest.decideHeld(source, run, decision, by), isTaken: (thrown) => thrown instanceof NotHeld },
      isToken: (token) => config.token !== undefined && isSameSecret(token, config.token),
      cookieName: TOKEN_COOKIE,
      hasToken: config.token !== undefined,
      people: { ...people, isSecure: deps.isSecure },
      place: () => province.catalogue.deployment,
    },
    readings: !config.roles.has('ingest') ? undefined : {
      clock,
      receive: (source, delivery, key) => ingest.receive(source, delivery, key),
      hasKey: (request, source) => hasKey(request, source, deps.environment),
      signed: (source) => ingest.signed(source),
    },
  })
  httpServer.removeAllListeners('request').on('request', app) // in place of whoever answered while we were starting
  await history.start()
  await walls.start()
  await hub.start()
  const stopTrimming = keepTrimmed({ bus, clock, log })
  if (config.roles.has('ingest')) ingest.start()
  submissions.start()
  targets.start()
  use.start()
  if (config.roles.has('derive')) derive.start()

  const watch = watchDeployment({
    folder: config.deploymentDir, clock, load, current: province.deployment,
    onChange: async (deployment) => {
      remake(makeProvince(deployment, config.demo))
      log.warn({ sources: province.sources.length, faults: province.faults }, 'deployment changed')
      await ingest.setSources(province.sources)
    },
    onFaults: (faults) => {
      deploymentFaults = faults.map(formatFault)
      log.error({ faults: deploymentFaults }, 'wrong deployment files; what runs stays in force')
    },
    onError: (thrown) => log.error({ reason: describeError(thrown) }, 'deployment cannot be read'),
  })
  watch.start()

  return {
    backfill: history.backfill,
    notes: province.faults.map((fault) => `Nguồn ${fault.source}: ${fault.message}`),
    async stop() {
      await watch.stop()
      targets.stop()
      await use.stop()
      await submissions.stop()
      await ingest.stop()
      await derive.stop()
      stopTrimming()
      walls.stop()
      await hub.stop()
      await history.stop()
      await rawStore.close()
    },
  }
}

/** The same answer for a while; a question that failed is asked again. */
function keepFor<T>(ms: number, now: () => number, ask: () => Promise<T>): () => Promise<T> {
  let kept: { at: number; answer: Promise<T> } | undefined
  return () => {
    if (kept !== undefined && now() - kept.at < ms) return kept.answer
    const answer = ask()
    kept = { at: now(), answer }
    answer.catch(() => (kept = undefined))
    return answer
  }
}

const withScores = <T>(answer: T, scores: SourceScores | undefined) => (scores === undefined ? answer : { ...answer, scores })

/** At the first start there is nothing yet that could stay in force: every fault is printed at once. */
async function firstProvince(load: () => ReturnType<typeof loadDeployment>, config: Config): Promise<Province> {
  const outcome = await load()
  if (!outcome.ok) throw new StartError(`Cấu hình triển khai sai / wrong deployment files in ${config.deploymentDir}:\n${outcome.faults.map(formatFault).join('\n')}`)
  return makeProvince(outcome.deployment, config.demo)
}

/** The key of source `push-demo` is IOC_PUSH_DEMO_KEY, and so for every source that sends; without one nobody may send. */
function hasKey(request: Request, source: SourceId, environment: Readonly<Record<string, string>>): boolean {
  const key = environment[`IOC_${source.toUpperCase().replaceAll('-', '_')}_KEY`]
  const shown = bearer(request)
  return key !== undefined && shown !== undefined && isSameSecret(shown, key)
}
