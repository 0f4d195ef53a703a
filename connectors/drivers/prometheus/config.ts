import * as z from 'zod'
import { BasicAuth, BearerAuth, HttpHeaders, HttpTls, NoAuth } from '#kit'

const field = (title: string, description: string) => ({ title, description })
const MetricName = z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, 'expected a metric name')
/** Label -> the value it must have, or one of several. */
const Labels = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]))
const As = MetricName.meta(field('Tên mới', 'Name of the record this yields'))
export type Labels = z.infer<typeof Labels>

const Rate = z.strictObject({
  name: MetricName.meta(field('Bộ đếm', 'The counter')),
  as: As,
  labels: Labels.optional().meta(field('Chỉ các chuỗi', 'Only series with these labels')),
  not: Labels.optional().meta(field('Trừ các chuỗi', 'Not the series with any of these labels, as device lo')),
})
export type Rate = z.infer<typeof Rate>

const BusyPercent = z.strictObject({ kind: z.literal('busy-percent'), as: As, of: MetricName, idle: Labels })
export type BusyPercent = z.infer<typeof BusyPercent>
const UsedPercent = z.strictObject({ kind: z.literal('used-percent'), as: As, total: MetricName, free: MetricName, labels: Labels.optional() })
export type UsedPercent = z.infer<typeof UsedPercent>

/** Settings of a source that is a Prometheus exporter. */
export const PrometheusConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).meta(field('Địa chỉ', 'Address of the metrics page, usually ending in /metrics')),
  headers: HttpHeaders.default({}).meta(field('Header', 'Further headers')),
  auth: z.discriminatedUnion('kind', [NoAuth, BearerAuth, BasicAuth]).default({ kind: 'none' }).meta(field('Đăng nhập', 'How we prove who we are')),
  tls: HttpTls.optional().meta(field('TLS', 'Client certificate, and the department\'s own authority')),
  maxBytes: z.int().min(1_024).max(100 * 1024 * 1024).default(20 * 1024 * 1024).meta(field('Cỡ tối đa', 'Largest answer in bytes')),
  maxLines: z.int().min(1).max(1_000_000).default(200_000).meta(field('Số dòng tối đa', 'A longer answer is an error')),
  rates: z.array(Rate).max(50).default([]).meta(field('Tốc độ', 'Counters to be turned into a rate per second, summed over their series')),
  compute: z.array(z.discriminatedUnion('kind', [BusyPercent, UsedPercent])).max(50).default([]).meta(field('Tính thêm', 'Percentages computed from several series')),
})
export type PrometheusConfig = z.infer<typeof PrometheusConfig>
