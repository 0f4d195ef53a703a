import type { Duplex } from 'node:stream'
import { type IClientOptions, type IDisconnectPacket, type IPublishPacket, MqttClient } from 'mqtt'
import { type Deliver, type ListenIo, SourceError } from '#kit'
import type { MqttConfig } from './config.ts'
import { explainCut, explainReason } from './explain-cut.ts'
import { messageOf, rawPart, readMessage } from './read-message.ts'

/** Given to the library instead of "handled": it then goes on reading without acknowledging. */
const ACKNOWLEDGED_LATER = new Error('acknowledged once it is written')
const CONNACK_WITHIN_MS = 15_000
/** What the library may have read of the next message when one is complete: a socket's worth. */
const READ_AHEAD_BYTES = 128 * 1024

interface Line {
  config: MqttConfig
  io: ListenIo
  deliver: Deliver
}

/** Speaks MQTT over an open socket until the signal aborts (resolves) or the line is cut (rejects). */
export function holdLine(socket: Duplex, line: Line): Promise<void> {
  const { config, io } = line
  const { host } = new URL(config.url)
  return new Promise((resolve, reject) => {
    const client = new MqttClient(() => socket, optionsOf(config))
    let over = false
    const end = (settle: () => void) => {
      if (over) return // what the client says after the end, nobody waits for
      over = true
      io.signal.removeEventListener('abort', leave)
      client.end(true) // the broker keeps the session; what we did not acknowledge comes again
      settle()
    }
    const fail = (thrown: unknown) => end(() => reject(explainCut(thrown, host)))
    const leave = () => end(resolve)
    if (io.signal.aborted) return leave()
    io.signal.addEventListener('abort', leave, { once: true })

    limitPackets(client, socket, config.maxBytes, () => fail(new SourceError('malformed', { vi: `${host}: bản tin lớn hơn giới hạn "maxBytes" (${config.maxBytes} byte)`, en: `${host}: a message is larger than "maxBytes" (${config.maxBytes} bytes)` })))
    client.handleMessage = takeMessages(client, line, (thrown) => end(() => reject(thrown)))
    client.on('error', fail)
    client.on('close', () => fail(new SourceError('unreachable', { vi: `${host}: máy chủ cắt kết nối; nếu cứ lặp lại, có thể nơi khác dùng cùng "clientId"`, en: `${host}: the broker cuts the connection; if this goes on, somebody else may use the same "clientId"` })))
    client.on('disconnect', (packet: IDisconnectPacket) => fail(explainReason(packet.reasonCode ?? 0, host)))
    client.once('connect', () => {
      // A session that lives on keeps its subscriptions; asking again is harmless and adds what is new in the settings.
      client.subscribe(config.topics, { qos: 1, rh: 1 }, (error, granted) => (error === null ? io.onLine() : fail(refusedTopic(error, granted, host))))
    })
  })
}

const optionsOf = (config: MqttConfig): IClientOptions => ({
  protocolVersion: 5,
  clientId: config.clientId,
  clean: false,
  keepalive: config.keepaliveS,
  connectTimeout: CONNACK_WITHIN_MS,
  reconnectPeriod: 0, // the owner of the loop comes again
  resubscribe: false,
  ...(config.username === '' ? {} : { username: config.username, password: config.password }),
  properties: { sessionExpiryInterval: config.keepSessionS, receiveMaximum: config.inFlight, maximumPacketSize: config.maxBytes },
})

type HandleMessage = MqttClient['handleMessage']

/** Hands over what comes and acknowledges each message once it is written, in the order in which it is written. */
function takeMessages(client: MqttClient, { config, io, deliver }: Line, giveUp: (thrown: Error) => void): HandleMessage {
  let open = 0
  let goOn: (() => void) | undefined
  const written = (packet: IPublishPacket) => {
    open -= 1
    if (packet.qos > 0 && packet.messageId !== undefined && client.connected) {
      // The library's public way acknowledges before it reads on, which would mean one message at a time.
      client['_sendPacket']({ cmd: 'puback', messageId: packet.messageId, reasonCode: 0 })
    }
    const readOn = goOn
    goOn = undefined // first: reading on may at once hold up the next
    readOn?.()
  }
  return (packet, next) => {
    open += 1
    const message = messageOf(packet)
    deliver(readMessage(message), rawPart(message, config.url)).then(() => written(packet), (thrown: unknown) => {
      if (!io.signal.aborted) giveUp(thrown instanceof Error ? thrown : new Error('not written', { cause: thrown }))
    })
    const readOn = () => next?.(ACKNOWLEDGED_LATER)
    // The broker keeps to `inFlight` for QoS 1 by itself; what is sent with QoS 0 is only held up by not reading on.
    if (open < 2 * config.inFlight) readOn()
    else goOn = readOn
  }
}

/** A broker that ignores our `maximumPacketSize` must not fill the memory: the library collects a packet before it looks at its size. */
function limitPackets(client: MqttClient, socket: Duplex, maxBytes: number, onTooLarge: () => void): void {
  let sinceLast = 0
  client.on('packetreceive', () => (sinceLast = 0))
  socket.on('data', (chunk: Buffer) => {
    sinceLast += chunk.length
    if (sinceLast > maxBytes + READ_AHEAD_BYTES) onTooLarge()
  })
}

function refusedTopic(error: Error, granted: unknown, host: string): SourceError {
  const explained = explainCut(error, host)
  return explained.kind === 'malformed' ? new SourceError('auth', { vi: `${host}: máy chủ không cho đọc các chủ đề trong cấu hình`, en: `${host}: the broker does not let us read the topics in the settings` }, { cause: granted }) : explained
}
