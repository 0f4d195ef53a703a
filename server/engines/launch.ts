import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { writeEngineState } from './engine-state.ts'
import { openEngineLog } from './engine-log.ts'
import { type ProcessIdentity, identifyProcess } from './process-identity.ts'
import type { EngineSpec } from './supervise.ts'

/** A running engine, ours or adopted. */
export interface Handle {
  identity: ProcessIdentity
  onEnd(listener: () => void): void
}

/** Spawns in a process group of its own: Ctrl-C in a terminal reaches the server first, which then stops its engines in order. */
export function launch(spec: EngineSpec): Handle {
  const output = openEngineLog(spec.folder, spec.name)
  try {
    const child = spawn(spec.binary, spec.args, {
      cwd: spec.folder,
      env: spec.env,
      detached: true,
      ...spec.runAs,
      stdio: ['ignore', output, output],
    })
    // Without a listener a program that cannot be run would end this process; the missing pid tells us.
    child.once('error', () => {})
    if (child.pid === undefined) throw new Error(`${spec.binary} cannot be run`)
    const identity = identifyProcess(child.pid) ?? { pid: child.pid, start: 'ended' }
    try {
      writeEngineState(spec.folder, { ...identity, binary: spec.binary, args: spec.args })
    } catch (thrown) {
      child.kill('SIGKILL') // on a full disk: one that no later start could find again must not run
      throw thrown
    }
    return { identity, onEnd: (listener) => void child.once('exit', listener) }
  } finally {
    closeSync(output)
  }
}
