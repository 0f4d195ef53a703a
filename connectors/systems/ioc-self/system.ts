import { defineSystem } from '#kit'

/** The IOC looks at itself through its own metrics page. */
export const iocSelf = defineSystem({
  id: 'ioc-self',
  title: { vi: 'Nền tảng IOC', en: 'IOC platform' },
  short: { vi: 'IOC', en: 'IOC' },
  agency: 'ops.ioc',
  driver: 'prometheus',
  config: { rates: [{ name: 'ioc_samples_accepted_total', as: 'ioc_samples_per_second' }] },
  every: '5s',
  readings: [
    { indicator: 'ioc.memory-used', value: '/value', where: { '/name': 'process_resident_memory_bytes' }, scale: 1 / 1_000_000, min: 0 },
    // The 99th percentile since the scrape before: the mean hides the pauses that make a wall stutter.
    { indicator: 'ioc.event-loop-delay', value: '/value', where: { '/name': 'nodejs_eventloop_lag_p99_seconds' }, scale: 1_000, min: 0 },
    { indicator: 'ioc.samples-per-second', value: '/value', where: { '/name': 'ioc_samples_per_second' }, min: 0 },
    { indicator: 'ioc.sources-online-rate', value: '/value', where: { '/name': 'ioc_sources_connected_ratio' }, scale: 100, min: 0, max: 100 },
    { indicator: 'ioc.indicators-fresh-rate', value: '/value', where: { '/name': 'ioc_series_live_ratio' }, scale: 100, min: 0, max: 100 },
    { indicator: 'ioc.data-quality-score', value: '/value', where: { '/name': 'ioc_data_quality_score' }, min: 0, max: 100 },
    { indicator: 'ioc.indicators-missing', value: '/value', where: { '/name': 'ioc_indicators_missing' }, min: 0 },
    { indicator: 'ioc.units-late', value: '/value', where: { '/name': 'ioc_agencies_late' }, min: 0 },
    { indicator: 'ioc.clients', value: '/value', where: { '/name': 'ioc_clients' }, min: 0 },
  ],
})
