import { defineSystem } from '#kit'

/** One machine as the Prometheus node exporter sees it. */
export const host = defineSystem({
  id: 'host',
  title: { vi: 'Máy chủ vận hành IOC', en: 'The machine the IOC runs on' },
  short: { vi: 'Máy chủ', en: 'Host' },
  agency: 'ops.data-centre',
  driver: 'prometheus',
  config: {
    rates: [{ name: 'node_network_receive_bytes_total', as: 'host_receive_bytes_per_second', not: { device: ['lo'] } }],
    compute: [
      { kind: 'busy-percent', as: 'host_cpu_busy_percent', of: 'node_cpu_seconds_total', idle: { mode: ['idle', 'iowait'] } },
      { kind: 'used-percent', as: 'host_memory_used_percent', total: 'node_memory_MemTotal_bytes', free: 'node_memory_MemAvailable_bytes' },
      // All file systems together: in a container the root is an overlay, which the exporter leaves out.
      { kind: 'used-percent', as: 'host_storage_used_percent', total: 'node_filesystem_size_bytes', free: 'node_filesystem_avail_bytes' },
    ],
  },
  every: '5s',
  readings: [
    { indicator: 'dc.cpu-load', value: '/value', where: { '/name': 'host_cpu_busy_percent' }, min: 0, max: 100 },
    { indicator: 'dc.memory-used', value: '/value', where: { '/name': 'host_memory_used_percent' }, min: 0, max: 100 },
    { indicator: 'dc.storage-used', value: '/value', where: { '/name': 'host_storage_used_percent' }, min: 0, max: 100 },
    // Bytes to megabits, as lines are sold.
    { indicator: 'dc.network-in', value: '/value', where: { '/name': 'host_receive_bytes_per_second' }, scale: 8 / 1_000_000, min: 0 },
    { indicator: 'dc.load-1m', value: '/value', where: { '/name': 'node_load1' }, min: 0 },
  ],
})
