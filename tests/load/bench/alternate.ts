/** How long and how often. `seconds` is one turn of one side; a short run (BENCH_SECONDS of 2 or less) only proves that all runs to its end. */
export interface BenchTime {
  seconds: number
  rounds: number
}

export function readTime(environment: NodeJS.ProcessEnv): BenchTime {
  const seconds = Number(environment['BENCH_SECONDS'] ?? 6)
  if (!(seconds > 0)) throw new Error('BENCH_SECONDS must be a number above 0')
  const rounds = Number(environment['BENCH_ROUNDS'] ?? (seconds <= 2 ? 2 : 5))
  if (!(rounds >= 1)) throw new Error('BENCH_ROUNDS must be a number of 1 or more')
  return { seconds, rounds }
}

/** Floor, ours, floor, ours …: both halves of a round meet the same neighbours on the machine. */
export async function alternate<T>(rounds: number, turns: { floor: () => Promise<T>; ours: () => Promise<T> }): Promise<{ floor: T[]; ours: T[] }> {
  const floor: T[] = []
  const ours: T[] = []
  for (let round = 0; round < rounds; round += 1) {
    floor.push(await turns.floor())
    ours.push(await turns.ours())
  }
  return { floor, ours }
}
