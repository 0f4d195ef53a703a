import { type Collected, definePollDriver } from '#kit'
import { SensorThingsConfig } from './config.ts'
import { observationRecords } from './observation-records.ts'
import { readDatastreams, readFirstPage } from './read-datastreams.ts'

/** Reads the newest observations of every Datastream of an OGC SensorThings service. */
export const sensorThings = definePollDriver<SensorThingsConfig>({
  protocol: 'sensorthings',
  config: SensorThingsConfig,
  async probe(config, io) {
    await readFirstPage({ config, io })
  },
  async collect(config, io): Promise<Collected> {
    const { datastreams, raw } = await readDatastreams({ config, io })
    return { records: datastreams.flatMap((datastream) => observationRecords(datastream, config)), raw }
  },
})
