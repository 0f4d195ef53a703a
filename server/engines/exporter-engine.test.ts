import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { silentLog } from '../log.ts'
import { endProcess } from './end-process.ts'
import { startHostExporter } from './exporter-engine.ts'
import { launch } from './launch.ts'
import { identifyProcess } from './process-identity.ts'

const { cacheDir, environment } = readConfig(process.env, process.cwd())
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc-exporter-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const options = () => ({ dataDir, cacheDir, environment, log: silentLog })

test('gives the numbers of this machine, and ends with stop', async () => {
  const exporter = await startHostExporter(options())
  expect(await exporter.settled()).toEqual({ kind: 'running' })
  expect(await (await fetch(exporter.url)).text()).toContain('node_load1')
  const pid = exporter.pid ?? 0
  await exporter.stop()
  expect(identifyProcess(pid)).toBeUndefined()
})

test('answers with its address before it runs, and with a reason when it cannot be had', async () => {
  const bin = path.join(dataDir, 'bin')
  await mkdir(bin)
  await writeFile(path.join(bin, 'apt-get'), '#!/bin/sh\necho "E: no network" >&2; exit 100\n')
  await chmod(path.join(bin, 'apt-get'), 0o755)
  const exporter = await startHostExporter({ ...options(), cacheDir: path.join(dataDir, 'cache'), environment: { PATH: bin } })
  expect(exporter.state()).toEqual({ kind: 'starting' })
  expect(exporter.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
  expect(await exporter.settled()).toMatchObject({ kind: 'absent', reason: expect.stringContaining('no network') as unknown })
  await exporter.stop()
})

test('leaves the exporter of a living server alone', async () => {
  const first = await startHostExporter(options())
  await first.settled()
  const second = await startHostExporter(options())
  expect(await second.settled()).toMatchObject({ kind: 'absent' })
  await second.stop()
  expect(identifyProcess(first.pid ?? 0)).toBeDefined()
  await first.stop()
})

test('stops what an earlier start left in its folder', async () => {
  const folder = path.join(dataDir, 'host-exporter')
  await mkdir(folder)
  const spec = { name: 'host-exporter', folder, binary: 'sleep', args: ['60'], env: { PATH: '/usr/bin:/bin' }, readyWithinMs: 0, stopWithinMs: 0, restarts: false }
  const { identity } = launch({ ...spec, probe: () => Promise.resolve('silent') })
  const exporter = await startHostExporter({ ...options(), clock: systemClock })
  await exporter.settled()
  expect(identifyProcess(identity.pid)).toBeUndefined()
  await exporter.stop()
  await endProcess(identity, 0)
})
