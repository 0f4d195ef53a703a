import type { Driver, System } from '#kit'
import { httpJson } from './drivers/http-json/driver.ts'
import { manual } from './drivers/manual/driver.ts'
import { mqtt } from './drivers/mqtt/driver.ts'
import { prometheus } from './drivers/prometheus/driver.ts'
import { push } from './drivers/push/driver.ts'
import { sheet } from './drivers/sheet/driver.ts'
import { sql } from './drivers/sql/driver.ts'
import { webhook } from './drivers/webhook/driver.ts'
import { cameras } from './systems/cameras/system.ts'
import { datacentre } from './systems/datacentre/system.ts'
import { digitalServices } from './systems/digital-services/system.ts'
import { dti } from './systems/dti/system.ts'
import { dxResources } from './systems/dx-resources/system.ts'
import { education } from './systems/education/system.ts'
import { egov } from './systems/egov/system.ts'
import { environment } from './systems/environment/system.ts'
import { health } from './systems/health/system.ts'
import { host } from './systems/host/system.ts'
import { iocSelf } from './systems/ioc-self/system.ts'
import { pushDemo } from './systems/push-demo/system.ts'
import { soc } from './systems/soc/system.ts'
import { tthcHourly } from './systems/tthc-hourly/system.ts'
import { tthc } from './systems/tthc/system.ts'

/** The register, by hand: what is not listed here does not exist, and a list can be read. */
export const drivers: readonly Driver[] = [httpJson, manual, mqtt, prometheus, push, sheet, sql, webhook]

export const systems: readonly System[] = [cameras, datacentre, digitalServices, dti, dxResources, education, egov, environment, health, host, iocSelf, pushDemo, soc, tthc, tthcHourly]

export const findDriver = (protocol: string): Driver | undefined => drivers.find((driver) => driver.protocol === protocol)

export const findSystem = (id: string): System | undefined => systems.find((system) => system.id === id)
