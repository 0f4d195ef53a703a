import { defineInboxDriver, readText, SourceError } from '#kit'
import { StationTextConfig } from './config.ts'
import { readLines } from './read-lines.ts'
import { nameIn, readName } from './read-name.ts'

const NAME_SHAPE = '<tỉnh>_<cơ sở>_<trạm>_<yyyyMMddHHmmss>.txt'

/** Takes text files of automatic environment stations (Thông tư 10/2021/TT-BTNMT): five columns, one value a line. */
export const stationText = defineInboxDriver<StationTextConfig>({
  protocol: 'station-text',
  config: StationTextConfig,
  open(config, { body, contentType }) {
    const name = nameIn(contentType)
    const what = name === undefined ? 'Tệp trạm' : `Tệp ${name.slice(0, 120)}`
    if (body.length > config.maxBytes) throw new SourceError('malformed', `${what} lớn quá ${config.maxBytes} byte`)
    const station = config.station ?? stationOf(name)
    const text = readText(body, what)
    const lines = text.split('\n').length
    if (lines > config.maxLines) throw new SourceError('malformed', `${what} có quá ${config.maxLines} dòng`)
    const records = readLines(text, station, config)
    if (records.length === 0) throw new SourceError('malformed', `${what} rỗng`)
    if (records.every((record) => !('tram' in record))) throw new SourceError('malformed', `${what}: không dòng nào đọc được; ${records[0] !== undefined && 'reason' in records[0] ? records[0].reason : ''}`)
    return records
  },
})

function stationOf(name: string | undefined): string {
  if (name === undefined) throw new SourceError('malformed', `Thiếu tên tệp, không biết của trạm nào: gửi kèm Content-Type: text/plain; name="${NAME_SHAPE}"`)
  const read = readName(name)
  if (read === undefined) throw new SourceError('malformed', `Tên tệp "${name.slice(0, 120)}" không đúng dạng ${NAME_SHAPE}`)
  return read.station
}
