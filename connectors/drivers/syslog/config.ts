import { isIP } from 'node:net'
import * as z from 'zod'
import { Duration, durationMs } from '#contract'

const Pem = z.string().regex(/^-----BEGIN [A-Z ]+-----/, 'expected PEM text')
const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** RFC 5425: the same stream within TLS. */
const SyslogTls = z.strictObject({
  cert: Pem.meta({ title: 'Chứng thư của IOC', description: 'Certificate we show to senders, PEM' }),
  key: Pem.meta({ title: 'Khóa của chứng thư', description: 'Its private key, PEM; a secret' }),
  ca: Pem.optional().meta({ title: 'Chứng thư gốc của nơi gửi', description: 'Only senders with a certificate of this authority are heard, PEM' }),
})

const field = (title: string, description: string) => ({ title, description })

/** Settings of a port on which devices send their syslog. */
export const SyslogConfig = z
  .strictObject({
    host: z.string().refine((text) => isIP(text) !== 0, 'expected an address of this machine').default('127.0.0.1').meta(field('Địa chỉ nghe', 'Address of this machine; loopback unless said')),
    port: z.coerce.number().int().min(0).max(65_535).meta(field('Cổng', 'Port, TCP and UDP alike; below 1024 only with rights')),
    udp: z.boolean().default(true).meta(field('UDP', 'Hear datagrams, which may get lost on the way')),
    tcp: z.boolean().default(true).meta(field('TCP', 'Hear streams, framed by length or by line')),
    tls: SyslogTls.optional().meta(field('TLS', 'Streams within TLS only; needs udp: false')),
    timeZone: z.string().refine(isZone, 'not a time zone, expected one such as Asia/Ho_Chi_Minh').default('Asia/Ho_Chi_Minh').meta(field('Múi giờ', 'Zone whose midnight begins the day that is counted')),
    countEvery: Duration.default('1m' as Duration).refine((text) => durationMs(text) >= 100 && durationMs(text) <= 3_600_000, 'between 100ms and 1h').meta(field('Đếm mỗi', 'One record of counts per so long')),
    maxMessageBytes: z.int().min(480).max(65_536).default(8_192).meta(field('Cỡ bản tin', 'A longer message is counted as unreadable')),
    maxMessages: z.int().min(1).max(10_000_000).default(600_000).meta(field('Số bản tin mỗi lần đếm', 'Beyond it messages are counted as dropped, not read')),
    maxConnections: z.int().min(1).max(1_000).default(50).meta(field('Số kết nối', 'Senders over TCP at once')),
  })
  .refine(({ udp, tcp }) => udp || tcp, 'neither UDP nor TCP')
  .refine(({ udp, tcp, tls }) => tls === undefined || (tcp && !udp), { path: ['tls'], error: 'needs tcp: true and udp: false: datagrams would come in clear' })
export type SyslogConfig = z.infer<typeof SyslogConfig>
