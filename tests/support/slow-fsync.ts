import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { readConfig } from '../../server/config.ts'
import { fetchPrivateCopy } from '../../server/engines/index.ts'
import { findRedis } from '../../server/engines/find-redis.ts'
import { silentLog } from '../../server/log.ts'

/** fdatasync is 75 on x86-64 and 83 on arm64; usleep and syscall are found in the libc of the process it is loaded into. */
const SOURCE = `
int usleep(unsigned int us);
long syscall(long number, ...);
int fdatasync(int fd) { usleep(DELAY_US); return (int) syscall(FDATASYNC, (long) fd); }
int fsync(int fd) { usleep(DELAY_US); return (int) syscall(FDATASYNC, (long) fd); }
`
const FDATASYNC = process.arch === 'arm64' ? 83 : 75

/**
 * Makes a Redis whose every fsync takes longer, a disk at its worst, and answers the environment that puts it in the way of a
 * server. A library is preloaded; it is compiled by Debian's smallest C compiler, a private copy of some hundred kilobytes, so
 * that a machine with nothing but Node can run the kill tests. The engines pass nothing of our environment on, so a program on
 * PATH carries the library; it bears the name that is looked for first.
 */
export async function makeSlowFsync(dir: string, delayMs: number): Promise<{ PATH: string }> {
  const { cacheDir, environment } = readConfig(process.env, process.cwd())
  const signal = AbortSignal.timeout(120_000)
  const redis = await findRedis({ cacheDir, environment, log: silentLog, signal })
  const tcc = await fetchPrivateCopy({ name: 'tcc', packages: ['tcc'], binary: 'tcc', proof: ['-v'], preferPath: true, cacheDir, environment, log: silentLog, signal })
  const source = path.join(dir, 'slow-fsync.c')
  const library = path.join(dir, 'slow-fsync.so')
  await writeFile(source, SOURCE)
  await promisify(execFile)(tcc.binary, ['-shared', '-nostdlib', `-DDELAY_US=${delayMs * 1000}`, `-DFDATASYNC=${FDATASYNC}`, '-o', library, source], { env: tcc.env })
  const folder = path.join(dir, 'bin')
  await mkdir(folder)
  const settings = [...Object.entries(redis.env).filter(([name]) => name === 'LD_LIBRARY_PATH'), ['LD_PRELOAD', library]]
  const lines = ['#!/bin/sh', ...settings.map(([name = '', value = '']) => `export ${name}=${quote(value)}`), `exec ${quote(redis.binary)} "$@"`, '']
  await writeFile(path.join(folder, 'valkey-server'), lines.join('\n'), { mode: 0o755 })
  return { PATH: `${folder}:${process.env['PATH'] ?? ''}` }
}

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
