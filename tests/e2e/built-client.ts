import path from 'node:path'
import { buildClient } from '../../fixtures/demonstration/build-client.ts'
import { oneAtATime } from '../support/one-at-a-time.ts'

export const ROOT = path.resolve(import.meta.dirname, '../..')

/** The screens as they stand in the sources. Two builds at once would sweep each other's files away. */
export async function ensureBuiltClient(): Promise<void> {
  await oneAtATime(path.join(ROOT, 'dist/client-build.lock'), 'builds the screens', () => buildClient(ROOT))
}
