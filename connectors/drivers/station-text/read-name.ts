/** What the name of a file says: `<tỉnh>_<cơ sở>_<trạm>_<yyyyMMddHHmmss>.txt`. */
export interface FileName {
  name: string
  station: string
}

const NAME = /^(?:[^_]{1,40}_){1,4}([\p{L}\d-]{1,64})_\d{14}\.txt$/iu
const NAME_PARAMETER = /;\s*name\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i

/** The file's name as its sender says it beside the content type; undefined where it does not. */
export function nameIn(contentType: string): string | undefined {
  const [, quoted, plain] = NAME_PARAMETER.exec(contentType) ?? []
  return quoted ?? plain
}

export function readName(name: string): FileName | undefined {
  const station = NAME.exec(name)?.[1]
  return station === undefined ? undefined : { name, station }
}
