import { ReadyAnswer } from '#contract'

/** What `/readyz` says: of one part, and of the whole. */
export async function readReady(url: string, part: string): Promise<ReadyAnswer['parts'][number] & { answer: ReadyAnswer; status: number }> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) })
  const answer = ReadyAnswer.parse(await response.json())
  const found = answer.parts.find((one) => one.part === part)
  if (found === undefined) throw new Error(`/readyz says nothing of ${part}`)
  return { ...found, answer, status: response.status }
}
