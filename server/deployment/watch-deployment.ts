import type { Clock } from '../clock.ts'
import type { Fault } from './fault.ts'
import type { Deployment, LoadOutcome } from './load-deployment.ts'
import { fingerprintFolder, versionOf } from './read-folder.ts'

export interface WatchDeps {
  folder: string
  clock: Clock
  /** What runs now. */
  current: Pick<Deployment, 'version'>
  load(): Promise<LoadOutcome>
  /** A correct edit, to be taken without a restart. */
  onChange(deployment: Deployment): Promise<void> | void
  /** A wrong edit: what runs stays in force. An empty list: the faults told before are mended. */
  onFaults(faults: Fault[]): void
  /** Something unforeseen, as a folder that cannot be read or an `onChange` that fails; it is tried again at the next edit. */
  onError(thrown: unknown): void
  everyMs?: number
}

export interface DeploymentWatch {
  start(): void
  /** Resolves when no look is under way. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Each look asks for every file by itself; twice as often cost a tenth of what a hub with 200 screens does. */
const EVERY_MS = 2_000

/**
 * Looks at the files' times rather than asking the system to tell: that also works on network drives and in containers. An
 * edit is read only when two looks in a row are alike, so that a file half written, or one of several, is not taken for a fault.
 */
export function watchDeployment(deps: WatchDeps): DeploymentWatch {
  let version = deps.current.version
  // Unknown, so that an edit between the first load and the first look is not missed; the same version changes nothing.
  let seen = ''
  let taken = ''
  let faulty = false
  let looking: Promise<void> | undefined
  let cancel = () => {}
  let stopped = false

  async function look(): Promise<void> {
    const now = await fingerprintFolder(deps.folder)
    const settled = now === seen
    seen = now
    if (!settled || now === taken || stopped) return
    taken = now
    // At the first look, and where a file was only touched: it is what runs, and to read it all once more would keep the hub from its beat.
    if (!faulty && (await versionOf(deps.folder)) === version) return
    await take(await deps.load())
  }

  async function take(outcome: LoadOutcome): Promise<void> {
    if (stopped) return
    if (!outcome.ok) {
      faulty = true
      deps.onFaults(outcome.faults)
      return
    }
    if (faulty) deps.onFaults([])
    faulty = false
    if (outcome.deployment.version === version) return
    await deps.onChange(outcome.deployment)
    version = outcome.deployment.version
  }

  function beat(): void {
    looking ??= look().catch(deps.onError).finally(() => (looking = undefined))
  }

  return {
    start: () => (cancel = deps.clock.every(deps.everyMs ?? EVERY_MS, beat)),
    idle: async () => looking,
    async stop() {
      stopped = true
      cancel()
      await looking
    },
  }
}
