import type { Driver, System } from '#kit'
import { cap } from './drivers/cap/driver.ts'
import { httpJson } from './drivers/http-json/driver.ts'
import { manual } from './drivers/manual/driver.ts'
import { mqtt } from './drivers/mqtt/driver.ts'
import { open311 } from './drivers/open311/driver.ts'
import { prometheus } from './drivers/prometheus/driver.ts'
import { push } from './drivers/push/driver.ts'
import { sensorThings } from './drivers/sensorthings/driver.ts'
import { sheet } from './drivers/sheet/driver.ts'
import { stationText } from './drivers/station-text/driver.ts'
import { datacentre } from './systems/datacentre/system.ts'
import { digitalServices } from './systems/digital-services/system.ts'
import { dti } from './systems/dti/system.ts'
import { dxResources } from './systems/dx-resources/system.ts'
import { egov } from './systems/egov/system.ts'
import { environment } from './systems/environment/system.ts'
import { environmentFiles } from './systems/environment-files/system.ts'
import { feedback } from './systems/feedback/system.ts'
import { host } from './systems/host/system.ts'
import { iocSelf } from './systems/ioc-self/system.ts'
import { pushDemo } from './systems/push-demo/system.ts'
import { reservoir } from './systems/reservoir/system.ts'
import { tthcHourly } from './systems/tthc-hourly/system.ts'
import { tthc } from './systems/tthc/system.ts'
import { weatherAlerts } from './systems/weather-alerts/system.ts'

/** The register, by hand: what is not listed here does not exist, and a list can be read. */
export const drivers: readonly Driver[] = [cap, httpJson, manual, mqtt, open311, prometheus, push, sensorThings, sheet, stationText]

export const systems: readonly System[] = [datacentre, digitalServices, dti, dxResources, egov, environment, environmentFiles, feedback, host, iocSelf, pushDemo, reservoir, tthc, tthcHourly, weatherAlerts]

export const findDriver = (protocol: string): Driver | undefined => drivers.find((driver) => driver.protocol === protocol)

export const findSystem = (id: string): System | undefined => systems.find((system) => system.id === id)
