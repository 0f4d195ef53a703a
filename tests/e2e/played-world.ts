import { type Departments, startDepartments } from '../../fixtures/departments/start-departments.ts'
import { openBrowser } from '../support/browser.ts'
import { copyDeployment, withDue } from '../support/copied-deployment.ts'
import { startTestBroker } from '../support/mosquitto.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { ensureBuiltClient } from './built-client.ts'

/** Told by an exporter on the machine itself, or handed in by persons, neither of which is there: drawn as never reported. */
export const ABSENT = /^(?:dc\.(?:cpu-load|memory-used|storage-used)|(?:dti|dx|app|dvc|eco)\..+)@/

export interface PlayedWorld {
  server: TestServer
  browser: Awaited<ReturnType<typeof openBrowser>>['browser']
  /** `POST /control` of the departments' player. */
  control(change: object): Promise<void>
  stop(): Promise<void>
}

/** In a hasty world tthc is asked each second and its numbers are live for 3 s; the data centre is asked each second, too. */
export async function startPlayedWorld({ hasty = false } = {}): Promise<PlayedWorld> {
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.reverse()) await end()
  }
  try {
    await ensureBuiltClient()
    const broker = await startTestBroker()
    ends.push(broker.stop)
    const departments = await startDepartments({ port: 0, seed: 2025, playFrom: afternoonAtWork(Date.now()), broker: { url: broker.url, ...broker.writer } })
    ends.push(departments.stop)
    const deployment = hasty ? await hastyDeployment() : undefined
    if (deployment) ends.push(deployment.remove)
    const mqtt = { IOC_MQTT_URL: broker.url, IOC_MQTT_USER: broker.reader.username, IOC_MQTT_PASSWORD: broker.reader.password }
    const filesKey = 'a-key-of-the-station-for-tests'
    const server = await startTestServer({ TEST_DEPARTMENTS_URL: departments.url, IOC_CONFERENCE_SNMP_URL: departments.bridgeUrl, IOC_ENVIRONMENT_FILES_KEY: filesKey, LOG_LEVEL: 'silent', DATABASE_URL: '', ...mqtt, ...(deployment && { IOC_DEPLOYMENT: deployment.dir }) })
    ends.push(server.stop)
    departments.sendFilesTo({ url: `${server.url}/api/v1/sources/environment-files/readings`, key: filesKey })
    const { browser, close } = await openBrowser()
    ends.push(close)
    return { server, browser, control: (change) => control(departments, change), stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** The last Wednesday at 15:00 by the clocks of the province: by night most communes have nothing to tell. */
function afternoonAtWork(now: number): number {
  const WEEK_MS = 7 * 86_400_000
  // 01/01/1970 was a Thursday; 15:00 there is 08:00 UTC.
  const first = 6 * 86_400_000 + 8 * 3_600_000
  return first + Math.floor((now - first) / WEEK_MS) * WEEK_MS
}

async function hastyDeployment() {
  const deployment = await copyDeployment()
  await deployment.edit('indicators.csv', withDue(/^tthc\./, 'every 2s grace 1s'))
  await deployment.edit('indicators.csv', withDue(/^dc\./, 'every 20s grace 20s'))
  await deployment.edit('sources/tthc.yaml', (text) => text.replace('every: 30s', 'every: 1s').replace('timeout: 15s', 'timeout: 1s'))
  await deployment.edit('sources/datacentre.yaml', (text) => text.replace('every: 10s', 'every: 1s'))
  return deployment
}

async function control({ url }: Departments, change: object): Promise<void> {
  const response = await fetch(`${url}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) })
  if (response.status !== 200) throw new Error(`the departments' player said ${response.status}: ${await response.text()}`)
}
