import type { Text } from '#contract'
import { defineInboxDriver, readText, SourceError, UnreadableField } from '#kit'
import { StationTextConfig } from './config.ts'
import { readLines } from './read-lines.ts'
import { nameIn, readName } from './read-name.ts'

/** Of many lines the first says enough. */
const noLine = (what: Text, first: object | undefined): Text => {
  const said = first instanceof UnreadableField ? first.reason : { vi: '', en: '' }
  return { vi: `${what.vi}: không dòng nào đọc được; ${said.vi}`, en: `${what.en}: no line can be read; ${said.en}` }
}

const NAME_SHAPE = '<tỉnh>_<cơ sở>_<trạm>_<yyyyMMddHHmmss>.txt'

/** Takes text files of automatic environment stations (Thông tư 10/2021/TT-BTNMT): five columns, one value a line. */
export const stationText = defineInboxDriver<StationTextConfig>({
  protocol: 'station-text',
  config: StationTextConfig,
  open(config, { body, contentType }) {
    const name = nameIn(contentType)
    const what = name === undefined ? { vi: 'Tệp trạm', en: 'The station file' } : { vi: `Tệp ${name.slice(0, 120)}`, en: `The file ${name.slice(0, 120)}` }
    if (body.length > config.maxBytes) throw new SourceError('malformed', { vi: `${what.vi} lớn quá ${config.maxBytes} byte`, en: `${what.en} is larger than ${config.maxBytes} bytes` })
    const station = config.station ?? stationOf(name)
    const text = readText(body, what)
    const lines = text.split('\n').length
    if (lines > config.maxLines) throw new SourceError('malformed', { vi: `${what.vi} có quá ${config.maxLines} dòng`, en: `${what.en} has more than ${config.maxLines} lines` })
    const records = readLines(text, station, config)
    if (records.length === 0) throw new SourceError('malformed', { vi: `${what.vi} rỗng`, en: `${what.en} is empty` })
    if (records.every((record) => !('tram' in record))) throw new SourceError('malformed', noLine(what, records[0]))
    return records
  },
})

function stationOf(name: string | undefined): string {
  if (name === undefined) throw new SourceError('malformed', { vi: `Thiếu tên tệp, không biết của trạm nào: gửi kèm Content-Type: text/plain; name="${NAME_SHAPE}"`, en: `The name of the file is missing, so nobody knows of which station it is: send Content-Type: text/plain; name="${NAME_SHAPE}"` })
  const read = readName(name)
  if (read === undefined) throw new SourceError('malformed', { vi: `Tên tệp "${name.slice(0, 120)}" không đúng dạng ${NAME_SHAPE}`, en: `The name "${name.slice(0, 120)}" is not of the form ${NAME_SHAPE}` })
  return read.station
}
