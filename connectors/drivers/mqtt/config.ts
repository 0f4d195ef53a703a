import * as z from 'zod'
import { HttpTls } from '#kit'

const field = (title: string, description: string) => ({ title, description })

/** MQTT 5, 4.7: `#` only alone and last, `+` only alone; `$share/<group>/` in front shares a subscription. */
const TOPIC_FILTER = /^(?:\$share\/[^/+#\0]+\/)?(?:(?:\+|[^/+#\0]*)\/)*(?:#|\+|[^/+#\0]+)$/

const BrokerUrl = z
  .url({ protocol: /^mqtts?$/, error: 'expected an address such as mqtt://broker.example:1883 or mqtts://broker.example:8883' })
  .refine((text) => {
    if (!URL.canParse(text)) return false // said above
    const url = new URL(text)
    return url.username === '' && url.password === '' && /^\/?$/.test(url.pathname) && url.search === ''
  }, 'no user name and no path in the address')

/** Settings of a source heard on an MQTT broker. */
export const MqttConfig = z
  .strictObject({
    url: BrokerUrl.meta(field('Địa chỉ', 'Broker: mqtt://host:1883, or mqtts://host:8883 over TLS')),
    topics: z.array(z.string().min(1).max(500).regex(TOPIC_FILTER, 'expected a topic filter such as quantrac/+/+')).min(1).max(50)
      .meta(field('Chủ đề', 'Topic filters to subscribe to, QoS 1')),
    clientId: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected letters, digits, dots, hyphens')
      .meta(field('Mã phiên', 'Name of the session the broker keeps for us while we are away; nobody else may use it')),
    username: z.string().max(256).default('').meta(field('Tên đăng nhập', 'User name; empty: none')),
    password: z.string().max(1_024).default('').meta(field('Mật khẩu', 'Password; a secret')),
    tls: HttpTls.optional().meta(field('TLS', 'Client certificate, and the department\'s own authority; needs mqtts')),
    maxBytes: z.int().min(256).max(16 * 1024 * 1024).default(256 * 1024).meta(field('Cỡ tối đa', 'Largest message in bytes')),
    inFlight: z.int().min(1).max(1_000).default(100).meta(field('Số tin chờ xác nhận', 'How many messages may be on the way to the log before the first is acknowledged')),
    keepaliveS: z.int().min(5).max(600).default(30).meta(field('Nhịp giữ đường', 'Seconds after which a silent broker is asked whether it is still there')),
    keepSessionS: z.int().min(60).max(30 * 86_400).default(3 * 86_400).meta(field('Thời gian giữ phiên', 'Seconds the broker keeps messages for us while we are away')),
  })
  .refine(({ url, tls }) => tls === undefined || url.startsWith('mqtts:'), { path: ['tls'], error: 'tls needs an mqtts address' })
  .refine(({ username, password }) => password === '' || username !== '', { path: ['password'], error: 'password needs a username' })
export type MqttConfig = z.infer<typeof MqttConfig>
