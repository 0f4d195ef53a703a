import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { fetchPrivateCopy } from '../../server/engines/index.ts'
import { silentLog } from '../../server/log.ts'

/** fdatasync is 75 on x86-64 and 83 on arm64; usleep and syscall are found in the libc of the process it is loaded into. */
const SOURCE = `
int usleep(unsigned int us);
long syscall(long number, ...);
int fdatasync(int fd) { usleep(DELAY_US); return (int) syscall(FDATASYNC, (long) fd); }
int fsync(int fd) { usleep(DELAY_US); return (int) syscall(FDATASYNC, (long) fd); }
`

/**
 * Makes a library that, preloaded, slows every fsync of a process down: a disk at its worst. Compiled by Debian's smallest C
 * compiler, a private copy of some hundred kilobytes, so that a machine with nothing but Node can run the kill tests.
 */
export async function makeSlowFsync(dir: string, delayMs: number, cacheDir: string): Promise<{ LD_PRELOAD: string }> {
  const copy = await fetchPrivateCopy({ name: 'tcc', packages: ['tcc'], binary: 'tcc', cacheDir, log: silentLog })
  const source = path.join(dir, 'slow-fsync.c')
  const library = path.join(dir, 'slow-fsync.so')
  await writeFile(source, SOURCE)
  const number = process.arch === 'arm64' ? 83 : 75
  await promisify(execFile)(copy.binary, ['-shared', '-nostdlib', `-DDELAY_US=${delayMs * 1000}`, `-DFDATASYNC=${number}`, '-o', library, source], { env: { ...process.env, ...copy.env } })
  return { LD_PRELOAD: library }
}
