import { expect, it } from 'vitest'
import type { DriverIo } from '#kit'
import { PrometheusConfig } from './config.ts'
import { prometheus } from './driver.ts'

const config = PrometheusConfig.parse({
  url: 'http://may.example/metrics',
  rates: [{ name: 'node_network_receive_bytes_total', as: 'network_receive_bytes_per_second', not: { device: ['lo', 'docker0'] } }],
  compute: [
    { as: 'cpu_busy_percent', kind: 'busy-percent', of: 'node_cpu_seconds_total', idle: { mode: ['idle', 'iowait'] } },
    { as: 'memory_used_percent', kind: 'used-percent', total: 'node_memory_MemTotal_bytes', free: 'node_memory_MemAvailable_bytes' },
    { as: 'storage_used_percent', kind: 'used-percent', total: 'node_filesystem_size_bytes', free: 'node_filesystem_avail_bytes', labels: { mountpoint: '/' } },
  ],
})

interface Host {
  idle: number[]
  busy: number[]
  network?: Record<string, number>
  memory?: string
}

const page = ({ idle, busy, network = {}, memory = '' }: Host) => [
  ...idle.map((value, cpu) => `node_cpu_seconds_total{cpu="${cpu}",mode="idle"} ${value}`),
  ...busy.map((value, cpu) => `node_cpu_seconds_total{mode="user",cpu="${cpu}"} ${value}`),
  ...Object.entries(network).map(([device, value]) => `node_network_receive_bytes_total{device="${device}"} ${value}`),
  memory,
].join('\n')

async function pass(host: Host, now: number, bookmark?: string, settings = config) {
  const io: DriverIo = { fetch: async () => ({ status: 200, headers: {}, body: Buffer.from(page(host)) }), connect: () => Promise.reject(new Error('no lines here')), signal: new AbortController().signal, now: () => now, bookmark }
  const collected = await prometheus.collect(settings, io)
  const value = (name: string) => (collected.records as { name?: string; value?: unknown }[]).find((record) => record.name === name)?.value
  return { ...collected, value }
}

const first = { idle: [100, 200], busy: [50, 60], network: { eth0: 1_000, lo: 5 } }
const T = 1_700_000_000_000

it('computes nothing from counters at a first pass', async () => {
  const { value } = await pass(first, T)
  expect([value('cpu_busy_percent'), value('network_receive_bytes_per_second')]).toEqual([undefined, undefined])
})

it('computes load and rates against the pass before, over all processors and devices wanted', async () => {
  const { bookmark } = await pass(first, T)
  const { value } = await pass({ idle: [106, 206], busy: [54, 64], network: { eth0: 21_000, lo: 9_999, docker0: 7, eth1: 50 } }, T + 10_000, bookmark)
  expect(value('cpu_busy_percent')).toBeCloseTo(40)
  expect(value('network_receive_bytes_per_second')).toBeCloseTo(2_000)
})

it('leaves out what a counter that began anew would falsify, and is back a pass later', async () => {
  const { bookmark } = await pass(first, T)
  const restarted = await pass({ idle: [1, 1], busy: [1, 1], network: { eth0: 2_000 } }, T + 10_000, bookmark)
  expect(restarted.value('cpu_busy_percent')).toBeUndefined()
  expect(restarted.value('network_receive_bytes_per_second')).toBeCloseTo(100)
  expect((await pass({ ...first, idle: [1, 290], network: { eth0: 900, eth1: 9_000 } }, T + 20_000, bookmark)).value('cpu_busy_percent')).toBeUndefined()
  expect((await pass({ ...first, network: { eth0: 900 } }, T + 20_000, bookmark)).value('network_receive_bytes_per_second')).toBeUndefined()
  const later = await pass({ idle: [2, 2], busy: [2, 2] }, T + 20_000, restarted.bookmark)
  expect(later.value('cpu_busy_percent')).toBeCloseTo(50)
})

it('computes the same again from what was kept of both passes, and tells the counters it stands on', async () => {
  const one = await pass(first, T)
  const two = await pass({ idle: [106, 206], busy: [54, 64], network: { eth0: 21_000, lo: 9_999 } }, T + 10_000, one.bookmark)
  const kept = ({ raw, readAt }: typeof one) => ({ parts: raw, at: readAt ?? NaN })
  const again = prometheus.reopenBetween?.(config, kept(two), kept(one)) ?? []
  expect(again.map(({ record }) => record)).toEqual(two.records.filter((record) => ['network_receive_bytes_per_second', 'cpu_busy_percent'].includes((record as { name: string }).name)))
  expect(again[0]).toMatchObject({ now: [{ labels: { device: 'eth0' }, value: 21_000 }], before: [{ labels: { device: 'eth0' }, value: 1_000 }] })
  expect(prometheus.reopenBetween?.(config, { ...kept(two), at: T + 9e6 }, kept(one))).toEqual([])
})

it.each([['after two hours', T + 7_200_000], ['when the clock went back', T - 1]])('computes no rate %s', async (_when, now) => {
  const { bookmark } = await pass(first, T)
  expect((await pass({ idle: [900, 900], busy: [900, 900] }, now, bookmark)).value('cpu_busy_percent')).toBeUndefined()
})

it('takes a broken bookmark for none', async () => {
  expect((await pass(first, T, '{"at":"x"')).value('cpu_busy_percent')).toBeUndefined()
})

it('computes shares of gauges at once, and none from numbers that cannot be', async () => {
  const memory = 'node_memory_MemTotal_bytes 8000\nnode_memory_MemAvailable_bytes 2000\nnode_filesystem_size_bytes{mountpoint="/"} 0\nnode_filesystem_avail_bytes{mountpoint="/"} 0'
  const { value } = await pass({ ...first, memory }, T)
  expect(value('memory_used_percent')).toBe(75)
  expect(value('storage_used_percent')).toBeUndefined()
})

it('remembers only the counters it needs, and refuses settings that need too many', async () => {
  const { bookmark } = await pass(first, T)
  expect((JSON.parse(bookmark ?? '') as { counters: unknown[] }).counters).toHaveLength(5)
  const many = { idle: Array<number>(2_001).fill(1), busy: [] }
  await expect(pass(many, T)).rejects.toMatchObject({ kind: 'config' })
})
