import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { StartError, describeError } from '../errors.ts'
import { type LockAnswer, takeLock } from './lock.ts'

/** Makes the folder and claims it for this process: two servers on the same data would each believe they own it. */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  let answer: LockAnswer
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    answer = await takeLock(path.join(folder, 'ioc.lock'))
  } catch (error) {
    throw new StartError(`Không ghi được thư mục dữ liệu / cannot write the data folder ${folder}: ${describeError(error)}`, { cause: error })
  }
  if (answer.kind === 'taken') return answer
  throw new StartError(
    `Thư mục dữ liệu ${folder} đang được tiến trình ${answer.pid} dùng. Dừng tiến trình đó, hoặc đặt IOC_DATA_DIR sang thư mục khác.\n` +
      `The data folder ${folder} is in use by process ${answer.pid}. Stop that process, or set IOC_DATA_DIR to another folder.`,
  )
}
