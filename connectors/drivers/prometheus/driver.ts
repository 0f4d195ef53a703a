import { authHeaders, checkAnswer, type Collected, definePollDriver, describeAddress, type DriverIo, type GuardedAnswer, readText, refuseHtml } from '#kit'
import { computeRecords, isRemembered, partOf } from './compute.ts'
import { PrometheusConfig } from './config.ts'
import { type MetricRecord, parseExposition } from './parse-exposition.ts'
import { recallCounters, rememberCounters } from './remember-counters.ts'

/** Reads the metrics page of an exporter: text format 0.0.4 or OpenMetrics. */
export const prometheus = definePollDriver<PrometheusConfig>({
  protocol: 'prometheus',
  config: PrometheusConfig,
  async probe(config, io) {
    readRecords(await ask(config, io), config)
  },
  async collect(config, io): Promise<Collected> {
    const answer = await ask(config, io)
    const now = io.now()
    const records = readRecords(answer, config)
    const metrics = metricsOf(records)
    const computed = computeRecords(config, { now: metrics, before: recallCounters(io.bookmark, now) })
    return {
      records: [...records, ...computed],
      raw: [{ body: answer.body, from: describeAddress(config.url), ...(answer.headers['content-type'] === undefined ? {} : { contentType: answer.headers['content-type'] }) }],
      readAt: now,
      bookmark: rememberCounters(metrics.filter((record) => isRemembered(record, config)), now, new URL(config.url).host),
    }
  },
  reopenBetween(config, now, before) {
    const [metrics, earlier] = [now, before].map(({ parts }) => parts.flatMap(({ body, contentType }) => metricsOf(readRecords({ body, headers: { 'content-type': contentType ?? '' } }, config))))
    if (metrics === undefined || earlier === undefined) return []
    // By the very road of a pass: what it would have remembered, recalled.
    const counters = rememberCounters(earlier.filter((record) => isRemembered(record, config)), before.at, new URL(config.url).host)
    const known = recallCounters(counters, now.at)
    if (known === undefined) return []
    return computeRecords(config, { now: metrics, before: known }).flatMap((record) => {
      const isPart = partOf(record.name, config)
      return isPart === undefined ? [] : [{ record, now: metrics.filter(isPart), before: earlier.filter(isPart) }]
    })
  },
})

const metricsOf = (records: readonly (MetricRecord | string)[]): MetricRecord[] => records.filter((record): record is MetricRecord => typeof record !== 'string')

async function ask(config: PrometheusConfig, io: DriverIo): Promise<GuardedAnswer> {
  const answer = await io.fetch(config.url, {
    headers: { accept: 'application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4', ...config.headers, ...authHeaders(config.auth) },
    maxBytes: config.maxBytes,
    ...(config.tls === undefined ? {} : { tls: config.tls }),
  })
  checkAnswer(answer, config.url, io.now())
  refuseHtml(answer, config.url, { vi: 'số liệu Prometheus', en: 'Prometheus metrics' })
  return answer
}

function readRecords(answer: Pick<GuardedAnswer, 'headers' | 'body'>, config: PrometheusConfig): (MetricRecord | string)[] {
  const { host } = new URL(config.url)
  return parseExposition(readText(answer.body, host), {
    openMetrics: /openmetrics/i.test(answer.headers['content-type'] ?? ''),
    maxLines: config.maxLines,
    host,
  })
}
