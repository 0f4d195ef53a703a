import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { silentLog } from '../log.ts'
import { endProcess } from './end-process.ts'
import { readEngineState } from './engine-state.ts'
import { launch } from './launch.ts'
import { startMosquitto } from './mosquitto-engine.ts'
import { probeMqtt } from './mqtt-probe.ts'
import { fetchPrivateCopy } from './private-copy.ts'
import { identifyProcess } from './process-identity.ts'

const { cacheDir, environment } = readConfig(process.env, process.cwd())
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ioc mosquitto '))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const options = () => ({ dataDir, cacheDir, environment, log: silentLog, clock: systemClock })
const portOf = (url: string) => Number(new URL(url).port)

test('serves on the loopback in a group of its own, ends with stop, and keeps its accounts for the next start', async () => {
  const broker = await startMosquitto(options())
  expect(await broker.settled()).toEqual({ kind: 'running' })
  expect(await probeMqtt(portOf(broker.url))).toBe('ready')
  const { pid = 0, accounts } = broker
  await broker.stop()
  expect(identifyProcess(pid)).toBeUndefined()
  expect(await probeMqtt(portOf(broker.url))).toBe('silent')
  const again = await startMosquitto(options())
  expect(again.accounts).toEqual(accounts)
  await again.stop()
})

test('answers with its address before it runs, and with a reason when it cannot be had', async () => {
  const bin = path.join(dataDir, 'bin')
  await mkdir(bin)
  await writeFile(path.join(bin, 'apt-get'), '#!/bin/sh\necho "E: no network" >&2; exit 100\n')
  await chmod(path.join(bin, 'apt-get'), 0o755)
  const broker = await startMosquitto({ ...options(), cacheDir: path.join(dataDir, 'cache'), environment: { PATH: bin } })
  expect(broker.state()).toEqual({ kind: 'starting' })
  expect(broker.url).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d+$/)
  expect(await broker.settled()).toMatchObject({ kind: 'absent', reason: expect.stringContaining('no network') as unknown })
  await broker.stop()
})

test('comes back on the same port when it is killed', async () => {
  const broker = await startMosquitto(options())
  await broker.settled()
  const killed = broker.pid ?? 0
  process.kill(killed, 'SIGKILL')
  await expect.poll(() => broker.pid).not.toBe(killed)
  await expect.poll(() => probeMqtt(portOf(broker.url))).toBe('ready')
  await broker.stop()
})

test('adopts the one a killed start left, on its port and with its accounts', async () => {
  const first = await startMosquitto(options())
  await first.settled()
  const folder = path.join(dataDir, 'mosquitto')
  const state = readEngineState(folder)
  await first.stop()
  // What a killed start leaves: the running program and its note, but no lock of a living process.
  const { identity } = launch({ name: 'mosquitto', folder, binary: state?.binary ?? '', args: state?.args ?? [], env: { ...environment, ...(await libraries(state?.binary ?? '')) }, probe: () => Promise.resolve('silent'), readyWithinMs: 0, stopWithinMs: 0, restarts: false })
  const second = await startMosquitto(options())
  expect(await second.settled()).toEqual({ kind: 'running' })
  expect([second.pid, second.url, second.accounts]).toEqual([identity.pid, first.url, first.accounts])
  await second.stop()
  expect(identifyProcess(identity.pid)).toBeUndefined()
  await endProcess(identity, 0)
})

/** The private copy lies beside its libraries; a program of the machine needs none of this. */
async function libraries(binary: string): Promise<Record<string, string>> {
  const program = await fetchPrivateCopy({ name: 'mosquitto', packages: ['mosquitto'], binary: 'mosquitto', preferPath: true, cacheDir, environment, log: silentLog })
  return program.binary === binary ? program.env : {}
}
