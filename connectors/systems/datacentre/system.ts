import { defineSystem } from '#kit'

const percent = { min: 0, max: 100 }
const named = (name: string) => ({ value: '/value', where: { '/name': name } })

/** Probed from here, because a web site that is down cannot say so itself. A site that is not listed is not of the province's. */
const sites = ['portal', 'portal-science', 'portal-environment', 'portal-health', 'portal-education', 'portal-economic-zone']

/** The data centre's Prometheus, read through its federation page: recording rules with the time of their evaluation. */
export const datacentre = defineSystem({
  id: 'datacentre',
  title: { vi: 'Giám sát trung tâm dữ liệu', en: 'Data-centre monitoring' },
  short: { vi: 'TT dữ liệu', en: 'Data centre' },
  agency: 'ops.data-centre',
  driver: 'prometheus',
  every: '10s',
  at: '/at',
  atFormat: 'epoch-ms',
  readings: [
    { indicator: 'dc.uptime', ...named('dc:availability:percent30d'), ...percent },
    { indicator: 'dc.servers-up-rate', ...named('dc:servers_up:percent'), ...percent },
    { indicator: 'dc.room-temperature', ...named('dc:room_temperature:celsius'), min: -10, max: 80 },
    { indicator: 'dc.power-state', value: '/labels/state', where: { '/name': 'dc:power_state', '/value': 1 } },
    { indicator: 'dc.wan-links-up-rate', ...named('dc:wan_links_up:percent'), ...percent },
    { indicator: 'dc.backup-success-rate', ...named('dc:backup_success:percent1d'), ...percent },
    { indicator: 'dc.services-down', ...named('dc:services_down:count'), min: 0, max: 10_000 },
    ...sites.map((site) => ({ indicator: 'portal.availability', subject: `site.${site}`, value: '/value', where: { '/name': 'dc:site_availability:percent1h', '/labels/site': site }, ...percent })),
  ],
})
