import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** A part of the bench in a process of its own: what it costs is not counted as ours. */
export interface Child {
  readonly pid: number
  ask<T>(name: string, argument?: unknown): Promise<T>
  /** kill -9; answers when it is gone. */
  kill(): Promise<void>
}

interface Answer {
  id: number
  answer?: unknown
  fault?: string
}

/** `script` lies in this folder and ends with `answerParent`. */
export function startChild(script: string, args: readonly string[] = []): Child {
  const child = fork(path.join(import.meta.dirname, script), args, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const waiting = new Map<number, { resolve(answer: never): void; reject(cause: Error): void }>()
  let asked = 0
  child.on('message', ({ id, answer, fault }: Answer) => {
    if (fault === undefined) waiting.get(id)?.resolve(answer as never) // both ends are ours
    else waiting.get(id)?.reject(new Error(`${script}: ${fault}`))
    waiting.delete(id)
  })
  child.on('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script} ended with ${code ?? signal}`))
    waiting.clear()
  })
  return {
    pid: child.pid ?? 0,
    ask: <T>(name: string, argument?: unknown) => new Promise<T>((resolve, reject) => {
      asked += 1
      waiting.set(asked, { resolve, reject })
      child.send({ id: asked, name, argument })
    }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** The child's end of it. It dies with its parent. */
export function answerParent(handlers: Record<string, (argument: never) => unknown>): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', ({ id, name, argument }: { id: number; name: string; argument: never }) => {
    Promise.resolve()
      .then(() => handlers[name]?.(argument))
      .then((answer) => process.send?.({ id, answer }))
      .catch((thrown: unknown) => process.send?.({ id, fault: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }))
  })
}
