import { isIP } from 'node:net'
import * as z from 'zod'
import { Duration, durationMs } from '#contract'

const field = (title: string, description: string) => ({ title, description })

/** Settings of a port on which devices send their syslog. */
export const SyslogConfig = z
  .strictObject({
    host: z.string().refine((text) => isIP(text) !== 0, 'expected an address of this machine').default('127.0.0.1').meta(field('Địa chỉ nghe', 'Address of this machine; loopback unless said')),
    port: z.coerce.number().int().min(0).max(65_535).meta(field('Cổng', 'Port, TCP and UDP alike; below 1024 only with rights')),
    udp: z.boolean().default(true).meta(field('UDP', 'Hear datagrams, which may get lost on the way')),
    tcp: z.boolean().default(true).meta(field('TCP', 'Hear streams, framed by length or by line')),
    countEvery: Duration.default('1m' as Duration).refine((text) => durationMs(text) >= 100 && durationMs(text) <= 3_600_000, 'between 100ms and 1h').meta(field('Đếm mỗi', 'One record of counts per so long')),
    maxMessageBytes: z.int().min(480).max(65_536).default(8_192).meta(field('Cỡ bản tin', 'A longer message is counted as unreadable')),
    maxMessages: z.int().min(1).max(10_000_000).default(600_000).meta(field('Số bản tin mỗi lần đếm', 'Beyond it messages are counted as dropped, not read')),
    maxConnections: z.int().min(1).max(1_000).default(50).meta(field('Số kết nối', 'Senders over TCP at once')),
  })
  .refine(({ udp, tcp }) => udp || tcp, 'neither UDP nor TCP')
export type SyslogConfig = z.infer<typeof SyslogConfig>
