import type { Driver, System } from '#kit'
import { cap } from './drivers/cap/driver.ts'
import { httpJson } from './drivers/http-json/driver.ts'
import { ical } from './drivers/ical/driver.ts'
import { manual } from './drivers/manual/driver.ts'
import { mqtt } from './drivers/mqtt/driver.ts'
import { open311 } from './drivers/open311/driver.ts'
import { prometheus } from './drivers/prometheus/driver.ts'
import { push } from './drivers/push/driver.ts'
import { sensorThings } from './drivers/sensorthings/driver.ts'
import { sheet } from './drivers/sheet/driver.ts'
import { sheetSftp } from './drivers/sheet/sftp/driver.ts'
import { snmp } from './drivers/snmp/driver.ts'
import { sql } from './drivers/sql/driver.ts'
import { stationText } from './drivers/station-text/driver.ts'
import { syslog } from './drivers/syslog/driver.ts'
import { webhook } from './drivers/webhook/driver.ts'
import { agriculture } from './systems/agriculture/system.ts'
import { border } from './systems/border/system.ts'
import { callCentre } from './systems/call-centre/system.ts'
import { cameras } from './systems/cameras/system.ts'
import { conferenceCalendar } from './systems/conference-calendar/system.ts'
import { conferenceSites } from './systems/conference-sites/system.ts'
import { datacentre } from './systems/datacentre/system.ts'
import { digitalServices } from './systems/digital-services/system.ts'
import { dti } from './systems/dti/system.ts'
import { dxResources } from './systems/dx-resources/system.ts'
import { economy } from './systems/economy/system.ts'
import { education } from './systems/education/system.ts'
import { egov } from './systems/egov/system.ts'
import { environmentFiles } from './systems/environment-files/system.ts'
import { environment } from './systems/environment/system.ts'
import { exchange } from './systems/exchange/system.ts'
import { feedback } from './systems/feedback/system.ts'
import { firewall } from './systems/firewall/system.ts'
import { health } from './systems/health/system.ts'
import { host } from './systems/host/system.ts'
import { hotline } from './systems/hotline/system.ts'
import { iocSelf } from './systems/ioc-self/system.ts'
import { media } from './systems/media/system.ts'
import { onlineServices } from './systems/online-services/system.ts'
import { periodicFigures } from './systems/periodic-figures/system.ts'
import { portal } from './systems/portal/system.ts'
import { publicOrder } from './systems/public-order/system.ts'
import { pushDemo } from './systems/push-demo/system.ts'
import { reservoir } from './systems/reservoir/system.ts'
import { soc } from './systems/soc/system.ts'
import { tourism } from './systems/tourism/system.ts'
import { tthcAgencies } from './systems/tthc-agencies/system.ts'
import { tthcHourly } from './systems/tthc-hourly/system.ts'
import { tthc } from './systems/tthc/system.ts'
import { weatherAlerts } from './systems/weather-alerts/system.ts'

/** The register, by hand: what is not listed here does not exist, and a list can be read. */
export const drivers: readonly Driver[] = [cap, httpJson, ical, manual, mqtt, open311, prometheus, push, sensorThings, sheet, sheetSftp, snmp, sql, stationText, syslog, webhook]

export const systems: readonly System[] = [
  agriculture, border, callCentre, cameras, conferenceCalendar, conferenceSites, datacentre, digitalServices, dti, dxResources, economy, education, egov, environment, environmentFiles,
  exchange, feedback, firewall, health, host, hotline, iocSelf, media, onlineServices, periodicFigures, portal, publicOrder,
  pushDemo, reservoir, soc, tourism, tthc, tthcAgencies, tthcHourly, weatherAlerts,
]

export const findDriver = (protocol: string): Driver | undefined => drivers.find((driver) => driver.protocol === protocol)

export const findSystem = (id: string): System | undefined => systems.find((system) => system.id === id)
