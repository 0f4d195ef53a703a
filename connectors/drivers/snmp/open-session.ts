import snmp, { type Session, type Varbind } from 'net-snmp'
import { type DriverIo, SourceError } from '#kit'
import type { SnmpConfig } from './config.ts'
import { explainFailure } from './explain-failure.ts'

/** One device for one pass. */
export interface DeviceSession {
  get(oids: string[]): Promise<Varbind[]>
  /** The next `count` values after an OID. */
  next(oid: string, count: number): Promise<Varbind[]>
  close(): void
}

/** `host:port` of the settings, for messages and records. */
export const hostOf = ({ url }: SnmpConfig): string => /^snmp:\/\/([^/]+)/.exec(url)?.[1] ?? url

/** Opens a socket to the address the guard has checked. Every question ends with the pass at the latest. */
export async function openSession(config: SnmpConfig, io: DriverIo): Promise<DeviceSession> {
  const host = hostOf(config)
  if (io.resolve === undefined) throw new SourceError('config', { vi: `${host}: ở đây không được mở kết nối UDP`, en: `${host}: no UDP connection may be opened here` })
  const { name, port } = splitHost(host)
  const { address, family } = await io.resolve(name)
  const session = createSession(config, address, { port, transport: family === 6 ? 'udp6' : 'udp4', timeout: config.timeoutMs, retries: config.retries, idBitsSize: 32 })
  let broken: Error | undefined
  const waiting = new Set<(error: Error) => void>()
  const end = (error: Error) => {
    broken ??= error
    for (const reject of waiting) reject(broken)
    session.removeAllListeners('error').on('error', () => undefined) // a late word of a device nobody listens to any more
    closeOnce()
  }
  let closed = false
  const closeOnce = () => {
    if (closed) return
    closed = true
    io.signal.removeEventListener('abort', leave)
    session.close()
  }
  const leave = () => end(new SourceError('unreachable', { vi: `${host}: lượt đọc bị dừng giữa chừng`, en: `${host}: the reading was stopped half-way` }))
  session.on('error', (error: Error) => end(explainFailure(error, host, config)))
  hearOnly(session, address, end, host)
  io.signal.addEventListener('abort', leave, { once: true })
  if (io.signal.aborted) leave()

  const ask = <T>(send: (done: (error: Error | null, answer?: T) => void) => void): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (broken !== undefined) return reject(broken)
      waiting.add(reject)
      send((error, answer) => {
        waiting.delete(reject)
        if (error !== null || answer === undefined) reject(broken ?? explainFailure(error, host, config))
        else resolve(answer)
      })
    })

  return {
    get: (oids) => ask<Varbind[]>((done) => session.get(oids, done)),
    next: async (oid, count) => (await ask<Varbind[][]>((done) => session.getBulk([oid], 0, count, done)))[0] ?? [],
    close: closeOnce,
  }
}

function createSession(config: SnmpConfig, address: string, options: object): Session {
  const { access } = config
  if (access.kind === 'v2c') return snmp.createSession(address, access.community, { ...options, version: snmp.Version2c })
  const session = snmp.createV3Session(address, {
    name: access.user, level: snmp.SecurityLevel.authPriv,
    authProtocol: snmp.AuthProtocols[access.authProtocol], authKey: access.authKey,
    privProtocol: snmp.PrivProtocols[access.privProtocol], privKey: access.privKey,
  }, options)
  // The library would also take an answer in clear, which anybody on the way can write.
  const take = session.onSimpleGetResponse.bind(session)
  session.onSimpleGetResponse = (req, message) => (message.hasPrivacy() ? take(req, message) : req.responseCb(new Error('answer in clear')))
  return session
}

/** Only what comes from the device is read; a packet that breaks the reader ends the pass, not the process. */
function hearOnly(session: Session, address: string, end: (error: Error) => void, host: string): void {
  session.dgram.removeAllListeners('message')
  session.dgram.on('message', (packet, from) => {
    if (from.address !== address) return
    try {
      session.onMsg(packet)
    } catch (cause) {
      end(new SourceError('malformed', { vi: `${host}: gói tin không phải là SNMP`, en: `${host}: the packet is not SNMP` }, { cause }))
    }
  })
}

function splitHost(host: string): { name: string; port: number } {
  const [, name = host, port = '161'] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(host) ?? []
  return { name: name.replace(/^\[|\]$/g, ''), port: Number(port) }
}
