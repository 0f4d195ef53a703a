import { chmod, open, rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * A small disk of its own for a test server: a tmpfs that only the server and its children see, in a mount namespace that ends
 * with them, so that nothing stays mounted whatever happens. As root plainly; as anybody else in a user namespace, in which the
 * server is again who it was. Where the machine forbids both, the server does not start and the test fails.
 */
export interface TightDisk {
  /** In the place of `node` when the server is forked. */
  execPath: string
  /** Writes zeroes until no more than so much is free, or not a block. */
  fill(serverPid: number, leaveMb?: number): Promise<void>
  free(serverPid: number): Promise<void>
}

const BALLAST = 'ballast'
const CHUNK = Buffer.alloc(256 * 1024)

/** `at` must exist when the server starts; `ballastMb` of the disk are taken from the beginning. */
export async function makeTightDisk({ scriptDir, at, sizeMb, ballastMb }: { scriptDir: string; at: string; sizeMb: number; ballastMb: number }): Promise<TightDisk> {
  const execPath = path.join(scriptDir, 'node-on-a-tight-disk')
  const ballast = quote(path.join(at, BALLAST))
  const mount = `mount -t tmpfs -o size=${sizeMb}m,mode=700 tmpfs ${quote(at)} && head -c ${ballastMb}m /dev/zero > ${ballast}`
  const back = process.getuid?.() === 0 ? '' : `unshare -U --map-user=${process.getuid?.()} --map-group=${process.getgid?.()} `
  const unshare = process.getuid?.() === 0 ? 'unshare -m' : 'unshare -rm'
  await writeFile(execPath, `#!/bin/sh\nexec ${unshare} sh -c ${quote(`${mount} && exec ${back}${quote(process.execPath)} "$@"`)} node "$@"\n`)
  await chmod(execPath, 0o755)
  const seen = (pid: number) => path.join(`/proc/${pid}/root`, at)
  return {
    execPath,
    async fill(pid, leaveMb = 0) {
      const freeBytes = async () => statfs(seen(pid)).then(({ bavail, bsize }) => bavail * bsize)
      const file = await open(path.join(seen(pid), BALLAST), 'a')
      try {
        const isEnough = async () => leaveMb > 0 && (await freeBytes()) <= leaveMb * 1e6
        while (!(await isEnough())) await file.write(CHUNK)
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown
      } finally {
        await file.close()
      }
      const left = await freeBytes()
      if (left > leaveMb * 1e6 + CHUNK.byteLength) throw new Error(`the disk is not full: ${left} bytes are free`)
    },
    free: (pid) => rm(path.join(seen(pid), BALLAST)),
  }
}

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
