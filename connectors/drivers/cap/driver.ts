import { askHttp, type Collected, createSeen, definePollDriver, type DriverIo, followLink, parseXml, type RawPart, rawPart, readText, SourceError, UnreadableField, type XmlElement } from '#kit'
import { CapConfig } from './config.ts'
import { alertsInForce } from './in-force.ts'
import { type Alert, readAlert } from './read-alert.ts'
import { readFeed } from './read-feed.ts'

/**
 * Reads the alerts in force from a feed of OASIS CAP 1.2 messages, or from one message. The first record says whether every message of
 * the feed could be read: only then is a place without an alert a place where none is in force.
 */
export const cap = definePollDriver<CapConfig>({
  protocol: 'cap',
  config: CapConfig,
  async probe(config, io) {
    const { root } = await createAsk({ config, io })(config.url)
    readFeed(root, new URL(config.url).host)
  },
  async collect(config, io): Promise<Collected> {
    const readAt = io.now()
    const reading: Reading = { config, io, ask: createAsk({ config, io }), alerts: [], lost: [], raw: [] }
    for (const link of await readPages(reading)) await readLinked(link, reading)
    const { alerts, lost, raw } = reading
    return { records: [{ feed: { readAt, whole: lost.length === 0, messages: alerts.length } }, ...alertsInForce(alerts, readAt, config.withoutExpiresHours).map((alert) => ({ alert })), ...lost], raw }
  },
})

type Ask = (url: string) => Promise<{ root: XmlElement; part: RawPart }>

interface Reading {
  config: CapConfig
  io: DriverIo
  ask: Ask
  alerts: Alert[]
  lost: UnreadableField[]
  raw: RawPart[]
}

/** For one pass: the bytes of all its answers together are bounded. */
function createAsk({ config, io }: Pick<Reading, 'config' | 'io'>): Ask {
  let bytesLeft = config.maxBytes
  return async (url) => {
    const { host } = new URL(url)
    if (bytesLeft < 1) throw new SourceError('malformed', { vi: `${host}: các bản tin cộng lại vượt giới hạn dung lượng "maxBytes"`, en: `${host}: the messages together are larger than "maxBytes"` })
    const answer = await askHttp(url, { config, io }, { accept: 'application/cap+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9', wanted: { vi: 'bản tin CAP', en: 'a CAP message' }, maxBytes: bytesLeft })
    bytesLeft -= answer.body.length
    return { root: parseXml(readText(answer.body, host), host), part: rawPart(answer, url) }
  }
}

/** Every page of the feed; answers the links to messages that lie elsewhere, each once. */
async function readPages(reading: Reading): Promise<string[]> {
  const { config, io, ask, raw } = reading
  const links = new Set<string>()
  const seen = createSeen({ vi: 'kiểm tra liên kết rel="next"', en: 'check the link rel="next"' })
  for (let url: string | undefined = config.url, pages = 0; url !== undefined; pages += 1) {
    const { host } = new URL(url)
    if (pages >= config.maxPages) throw new SourceError('malformed', { vi: `${host}: danh sách bản tin dài quá ${config.maxPages} trang`, en: `${host}: the list of messages is longer than ${config.maxPages} pages` })
    seen.check(url, host)
    const { root, part } = await ask(url)
    raw.push(part)
    const page = readFeed(root, host)
    if (pages === 0) refuseOld(page.updatedAt, { config, io, host })
    for (const alert of page.alerts) take(readAlert(alert, host), reading)
    reading.lost.push(...page.lost)
    for (const link of page.links) addLink(link, url, { links, reading })
    refuseTooMany(links.size + reading.alerts.length, reading, host)
    url = followLink(page.next, url, { vi: 'trang sau (rel="next")', en: 'to the next page (rel="next")' })
  }
  return [...links]
}

/** A feed of last week without a warning in force looks like good weather. */
function refuseOld(updatedAt: number | undefined, { config, io, host }: { config: CapConfig; io: DriverIo; host: string }): void {
  if (config.feedMaxAgeMinutes === undefined) return
  if (updatedAt === undefined) throw new SourceError('malformed', { vi: `${host}: danh sách bản tin không ghi thời điểm cập nhật (updated), không biết còn mới không`, en: `${host}: the list of messages does not say when it was updated (updated): nobody knows whether it is still new` })
  const minutes = Math.floor((io.now() - updatedAt) / 60_000)
  if (minutes > config.feedMaxAgeMinutes) throw new SourceError('malformed', { vi: `${host}: danh sách bản tin đã cũ ${minutes} phút (cho phép ${config.feedMaxAgeMinutes}); nơi gửi có thể đã ngừng cập nhật`, en: `${host}: the list of messages is ${minutes} minutes old (allowed are ${config.feedMaxAgeMinutes}); the sender may have stopped updating it` })
}

function refuseTooMany(count: number, { config }: Reading, host: string): void {
  if (count > config.maxAlerts) throw new SourceError('malformed', { vi: `${host}: danh sách có quá ${config.maxAlerts} bản tin; tăng "maxAlerts"`, en: `${host}: the list has more than ${config.maxAlerts} messages; raise "maxAlerts"` })
}

function addLink(link: string, from: string, { links, reading }: { links: Set<string>; reading: Reading }): void {
  try {
    const followed = followLink(link, from, { vi: 'tới bản tin', en: 'to a message' })
    if (followed !== undefined) links.add(followed)
  } catch (thrown) {
    reading.lost.push(lostBy(thrown))
  }
}

/** A message that is gone or broken is one message lost, and is told; a server that refuses or fails ends the pass. */
async function readLinked(link: string, reading: Reading): Promise<void> {
  try {
    const { root, part } = await reading.ask(link)
    reading.raw.push(part)
    take(readAlert(root, new URL(link).pathname.slice(-60)), reading)
  } catch (thrown) {
    reading.lost.push(lostBy(thrown))
  }
}

function lostBy(thrown: unknown): UnreadableField {
  if (thrown instanceof SourceError && (thrown.kind === 'malformed' || thrown.kind === 'config')) return new UnreadableField('not-an-object', { vi: `Một bản tin không đọc được: ${thrown.text.vi}`, en: `A message cannot be read: ${thrown.text.en}` })
  throw thrown
}

function take(read: Alert | UnreadableField, { alerts, lost }: Reading): void {
  if (read instanceof UnreadableField) lost.push(read)
  else alerts.push(read)
}
