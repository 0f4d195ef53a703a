/** The map of localities: a schematic generated from facts, or an official layer that was imported. */
export { type Era, eraOf } from './era.ts'
export { type Bounds, importMap, type ImportOptions, type ImportOutcome } from './import-map.ts'
export { createMapImport } from './import-uploaded.ts'
export { createMaps, type MapsDeps, SCHEMATIC_CAPTION } from './load-map.ts'
export { fileOf, MAP_FILE, saveMap } from './map-file.ts'
export { type Layer, wantedOn, type WantedLayer } from './wanted-on.ts'
