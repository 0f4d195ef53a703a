import { Frame, Snapshot } from '#contract'

/** A snapshot travels as gzip of its JSON. */
export async function readSnapshot(raw: unknown, inflate: (bytes: Uint8Array) => Promise<string>): Promise<Snapshot> {
  if (raw instanceof ArrayBuffer) return Snapshot.parse(JSON.parse(await inflate(new Uint8Array(raw))))
  if (raw instanceof Uint8Array) return Snapshot.parse(JSON.parse(await inflate(raw)))
  return Snapshot.parse(parsed(raw))
}

/** A frame travels as text, encoded once for all who watch the same feeds. */
export const readFrame = (raw: unknown): Frame => Frame.parse(parsed(raw))

const parsed = (raw: unknown): unknown => (typeof raw === 'string' ? (JSON.parse(raw) as unknown) : raw)
