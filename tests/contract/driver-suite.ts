import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGuardedConnect, createGuardedFetch, type DriverIo, type PollDriver, SourceError } from '#kit'
import { HUGE_BYTES, type HostileServer, startHostileServer } from '../support/hostile-server.ts'

/** A poll driver over HTTP and what it needs to be tried. */
export interface DriverCase<C> {
  driver: PollDriver<C>
  /** Where one driver has several ways of asking. */
  way?: string
  /** Settings that ask this address; a secret in them must never reach a message. */
  configFor(url: string): unknown
  /** A good answer of the protocol. */
  good: {
    contentType: string
    body: string
    records: number
    /** Personal data in the body: the driver keeps no bytes as they came, and these words nowhere. */
    mustNotKeep?: string[]
  }
}

const SECRET = 'bi-mat-khong-duoc-lo'

/** What every driver that asks must do, whatever its protocol. A new one joins by being listed in `drivers.test.ts`. */
export function describeDriver<C>({ driver, way, configFor, good }: DriverCase<C>): void {
  describe(`driver ${driver.protocol}${way === undefined ? '' : `, ${way}`}`, () => {
    let server: HostileServer
    beforeAll(async () => {
      server = await startHostileServer({ '/good': (_request, response) => response.writeHead(200, { 'content-type': good.contentType }).end(good.body) })
    })
    afterAll(() => server.close())

    const config = (path: string): C => driver.config.parse(configFor(`${server.origin}${path}?key=${SECRET}`))
    const ioOf = (options: { timeoutMs?: number; signal?: AbortSignal; allow?: string[] } = {}): DriverIo => {
      const signal = options.signal ?? new AbortController().signal
      const guard = { allow: options.allow ?? ['127.0.0.0/8'], timeoutMs: options.timeoutMs ?? 20_000, signal }
      return { fetch: createGuardedFetch(guard), connect: createGuardedConnect(guard), signal, now: () => Date.now(), bookmark: undefined }
    }
    const failure = async (path: string, options?: Parameters<typeof ioOf>[0]): Promise<SourceError> => {
      const thrown = await driver.collect(config(path), ioOf(options)).then(() => undefined, (error: unknown) => error)
      expect(thrown).toBeInstanceOf(SourceError)
      const error = thrown as SourceError // asserted above
      expect(error.message).not.toContain(SECRET)
      expect(error.message.length).toBeLessThan(400)
      return error
    }

    it('collects the records and keeps the bytes as they came (or none of a person), without secrets in their address', async () => {
      const collected = await driver.collect(config('/good'), ioOf())
      expect(collected.records).toHaveLength(good.records)
      expect(collected.raw[0]?.from).toBe(`${server.origin}/good`)
      const kept = collected.raw.map(({ body }) => Buffer.from(body).toString())
      if (good.mustNotKeep === undefined) {
        expect(kept[0]).toBe(good.body)
        expect(collected.raw[0]?.contentType).toBe(good.contentType)
      } else {
        for (const word of good.mustNotKeep) {
          expect(good.body).toContain(word)
          expect(JSON.stringify([kept, collected.records, collected.bookmark])).not.toContain(word)
        }
      }
    })

    it('probes a good address in silence and a closed one with auth', async () => {
      await driver.probe(config('/good'), ioOf())
      await expect(driver.probe(config('/401'), ioOf())).rejects.toMatchObject({ kind: 'auth' })
    })

    it.each([['/401', 'auth'], ['/403', 'auth'], ['/404', 'config'], ['/500', 'unreachable'], ['/503', 'unreachable'], ['/cut', 'unreachable'],
      ['/garbage', 'malformed'], ['/bad-gzip', 'malformed'], ['/odd-encoding', 'malformed'], ['/long-header', 'malformed'], ['/not-http', 'malformed'], ['/redirect-here', 'config']])(
      'answers %s with the kind %s and names the host', async (path, kind) => {
        const error = await failure(path)
        expect(error.kind).toBe(kind)
        expect(error.message).toContain(server.host)
      })

    it('waits as long as a 429 or a 503 asks for', async () => {
      expect(await failure('/429')).toMatchObject({ kind: 'rate-limited', retryAfterMs: 7_000 })
      expect(await failure('/503')).toMatchObject({ retryAfterMs: 120_000 })
    })

    it('says unreachable where nothing listens', async () => {
      const gone = await startHostileServer()
      await gone.close()
      const thrown: unknown = await driver.collect(driver.config.parse(configFor(gone.origin)), ioOf()).catch((error: unknown) => error)
      expect(thrown).toMatchObject({ kind: 'unreachable', message: expect.stringContaining(gone.host) })
    })

    it.each(['/hang', '/drip'])('gives up %s at the time limit', async (path) => {
      const startedAt = performance.now()
      const error = await failure(path, { timeoutMs: 300 })
      expect(error.kind).toBe('unreachable')
      expect(error.message).toContain('300 mili giây')
      expect(performance.now() - startedAt).toBeLessThan(5_000)
    })

    it('stops at once when the pass is stopped', async () => {
      const stop = new AbortController()
      const ended = failure('/hang', { signal: stop.signal })
      await expect.poll(() => server.requests.at(-1)?.path ?? '').toContain('/hang')
      stop.abort()
      expect((await ended).message).toContain('dừng giữa chừng')
    })

    it('stops reading a 50 MB answer at its limit', async () => {
      const error = await failure('/huge')
      expect(error).toMatchObject({ kind: 'malformed', message: expect.stringContaining('20 MB') })
      expect(server.hugeBytesSent()).toBeLessThan(HUGE_BYTES * 0.8)
      expect(await failure('/huge-announced')).toMatchObject({ kind: 'malformed', message: expect.stringContaining('20 MB') })
    })

    it('does not unpack a gzip bomb of a gigabyte', async () => {
      const before = process.memoryUsage.rss()
      const error = await failure('/bomb')
      expect(error).toMatchObject({ kind: 'malformed', message: expect.stringContaining('20 MB') })
      expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024)
    })

    it('does not follow a redirect, least of all to a metadata address, and names its host only', async () => {
      const asked = server.requests.length
      const error = await failure('/redirect-metadata')
      expect(error.kind).toBe('config')
      expect(error.message).toContain('169.254.169.254')
      expect(error.message).not.toContain('hidden')
      expect(server.requests.length).toBe(asked + 1)
    })

    it('knows a login page sent with 200 and quotes what a person would read on it', async () => {
      const error = await failure('/login')
      expect(error.kind).toBe('malformed')
      expect(error.message).toContain('trả về trang HTML (có thể là trang đăng nhập)')
      expect(error.message).toContain('Đăng nhập hệ thống')
      expect(error.message).not.toContain('hidden')
    })

    it('does not go to a private address that nobody allowed', async () => {
      const asked = server.requests.length
      expect((await failure('/good', { allow: [] })).kind).toBe('config')
      expect((await failure('/good', { allow: ['10.0.0.0/8'] })).kind).toBe('config')
      expect(server.requests.length).toBe(asked)
    })
  })
}
