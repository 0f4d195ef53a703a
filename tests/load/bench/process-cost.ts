import { readdir, readFile } from 'node:fs/promises'

/** CPU time of a process so far, all its threads, in seconds. From the scheduler's nanoseconds: the clock ticks of `stat` are too coarse for a short turn. */
export async function cpuSeconds(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`)
  const spent = await Promise.all(threads.map(async (thread) => {
    const text = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0') // a thread may end meanwhile
    return Number(text.split(' ', 1)[0])
  }))
  return spent.reduce((sum, ns) => sum + ns, 0) / 1e9
}

export interface ProcessMemory {
  pid: number
  name: string
  /** Its share of shared pages counted once over all who share them: the only figure that adds up over a tree. */
  pssMiB: number
  rssMiB: number
}

/** A process and all it started, directly or not. */
export async function memoryOfTree(root: number): Promise<ProcessMemory[]> {
  const found: ProcessMemory[] = []
  for (const pid of await treeOf(root)) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0)
    const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
    found.push({ pid, name, pssMiB: kib('Pss') / 1024, rssMiB: kib('Rss') / 1024 })
  }
  return found
}

async function treeOf(root: number): Promise<number[]> {
  const children = new Map<number, number[]>()
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
  }
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? [])) // grows while it is walked
  return tree
}
