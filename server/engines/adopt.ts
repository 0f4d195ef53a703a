import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import { StartError } from '../errors.ts'
import type { Log } from '../log.ts'
import { endProcess } from './end-process.ts'
import { readEngineState, removeEngineState } from './engine-state.ts'
import { findLeftovers } from './find-leftovers.ts'
import type { Handle } from './launch.ts'
import { type ProcessIdentity, isRunning } from './process-identity.ts'
import type { EngineSpec } from './supervise.ts'

const PATIENCE_MS = 2_000
const PROBE_EVERY_MS = 50
const LOOK_EVERY_MS = 100

/**
 * The engine that a killed parent left in this folder. One that answers and was started as we would start it is adopted;
 * any other is stopped. Afterwards nothing of this engine runs but what is answered.
 */
export async function adoptLeftover(spec: EngineSpec, deps: { clock: Clock; log: Log }): Promise<Handle | undefined> {
  const state = readEngineState(spec.folder)
  const known = state !== undefined && isRunning(state) ? state : undefined
  if (known !== undefined && isSameCommand(known, spec) && (await answers(spec, known))) return watch(known, deps.clock)
  const leftovers: ProcessIdentity[] = known === undefined ? await findLeftovers(spec.binary, spec.folder) : [known]
  for (const leftover of leftovers) {
    deps.log.warn({ engine: spec.name, pid: leftover.pid }, 'stopping an engine left by an earlier start')
    if (!(await endProcess(leftover, spec.stopWithinMs, spec.stopSignal))) {
      throw new StartError(`${spec.name}: tiến trình cũ ${leftover.pid} không dừng được / the earlier process ${leftover.pid} cannot be stopped`)
    }
  }
  removeEngineState(spec.folder)
  return undefined
}

function isSameCommand(left: { binary: string; args: string[] }, spec: EngineSpec): boolean {
  return left.binary === spec.binary && left.args.join('\0') === spec.args.join('\0')
}

async function answers(spec: EngineSpec, identity: ProcessIdentity): Promise<boolean> {
  const patience = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await spec.probe()
    if (answer === 'ready') return true
    if (!isRunning(identity) || (answer === 'silent' && Date.now() > patience)) return false
    await sleep(PROBE_EVERY_MS)
  }
}

/** It is nobody's child any more, so nobody is told of its end: we look. */
function watch({ pid, start }: ProcessIdentity, clock: Clock): Handle {
  const listeners: (() => void)[] = []
  const cancel = clock.every(LOOK_EVERY_MS, () => {
    if (isRunning({ pid, start })) return
    cancel()
    for (const listener of listeners) listener()
  })
  return { identity: { pid, start }, onEnd: (listener) => void listeners.push(listener) }
}
