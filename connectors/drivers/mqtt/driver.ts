import { type ConnectTarget, defineListenDriver } from '#kit'
import { MqttConfig } from './config.ts'
import { reopenMessage } from './read-message.ts'

/** Stays on the line of an MQTT 5 broker. What was not written is not acknowledged, and comes again. */
export const mqtt = defineListenDriver<MqttConfig>({
  protocol: 'mqtt',
  config: MqttConfig,
  async listen(config, io, deliver) {
    // Loaded by whoever stays on a line: the library is the largest of all, and a hub that starts again has screens waiting.
    const { holdLine } = await import('./hold-line.ts')
    const socket = await io.connect(targetOf(config))
    await holdLine(socket, { config, io, deliver })
  },
  reopen: (_config, parts) => parts.flatMap(reopenMessage),
})

function targetOf(config: MqttConfig): ConnectTarget {
  const { hostname, port, protocol } = new URL(config.url)
  const overTls = protocol === 'mqtts:'
  return { host: hostname, port: port === '' ? (overTls ? 8883 : 1883) : Number(port), ...(overTls ? { tls: config.tls ?? {} } : {}) }
}
