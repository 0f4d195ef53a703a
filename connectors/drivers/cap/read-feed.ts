import { childNamed, childrenNamed, childText, SourceError, UnreadableField, type XmlElement } from '#kit'

/** What one page of a feed holds: alerts within it, links to others, and what leads nowhere. */
export interface FeedPage {
  alerts: XmlElement[]
  links: string[]
  lost: UnreadableField[]
  next: string | undefined
  /** When the feed was made, epoch ms; absent where it does not say. */
  updatedAt: number | undefined
}

/** Atom (RFC 4287), RSS 2.0, or one alert by itself. */
export function readFeed(root: XmlElement, host: string): FeedPage {
  if (root.name === 'alert') return { alerts: [root], links: [], lost: [], next: undefined, updatedAt: undefined }
  if (root.name === 'feed') return readEntries(childrenNamed(root, 'entry'), { next: nextOf(root), updatedAt: timeOf(childText(root, 'updated')) })
  const channel = root.name === 'rss' || root.name === 'RDF' ? childNamed(root, 'channel') : undefined
  if (channel === undefined) throw new SourceError('malformed', { vi: `${host}: không phải bản tin CAP, danh sách Atom hay RSS (nhận <${root.name.slice(0, 40)}>)`, en: `${host}: this is no CAP message, no Atom and no RSS list (got <${root.name.slice(0, 40)}>)` })
  return readEntries([...childrenNamed(channel, 'item'), ...childrenNamed(root, 'item')], { next: nextOf(channel), updatedAt: timeOf(childText(channel, 'lastBuildDate') ?? childText(channel, 'pubDate')) })
}

function readEntries(entries: readonly XmlElement[], about: Pick<FeedPage, 'next' | 'updatedAt'>): FeedPage {
  const page: FeedPage = { alerts: [], links: [], lost: [], ...about }
  for (const entry of entries) {
    const embedded = [entry, childNamed(entry, 'content')].flatMap((place) => (place === undefined ? [] : childrenNamed(place, 'alert')))
    const link = linkOf(entry)
    if (embedded.length > 0) page.alerts.push(...embedded)
    else if (link !== undefined) page.links.push(link)
    else page.lost.push(new UnreadableField('missing-value', { vi: `Mục "${(childText(entry, 'id') ?? childText(entry, 'title') ?? '').slice(0, 80)}" của danh sách không dẫn tới bản tin CAP nào`, en: `The entry "${(childText(entry, 'id') ?? childText(entry, 'title') ?? '').slice(0, 80)}" of the list leads to no CAP message` }))
  }
  return page
}

/** The link that says it is CAP; else the entry's own. RSS writes the address as text, Atom as an attribute. */
function linkOf(entry: XmlElement): string | undefined {
  const links = [...childrenNamed(entry, 'link'), ...childrenNamed(entry, 'enclosure')].map(({ attributes, text, name }) => ({
    href: attributes['href'] ?? attributes['url'] ?? text.trim(), type: attributes['type'] ?? '', rel: name === 'enclosure' ? 'enclosure' : (attributes['rel'] ?? 'alternate'),
  })).filter(({ href }) => href !== '')
  return (links.find(({ type }) => /\bcap\b/i.test(type)) ?? links.find(({ rel }) => rel === 'alternate'))?.href
}

const nextOf = (feed: XmlElement): string | undefined => childrenNamed(feed, 'link').find(({ attributes }) => attributes['rel'] === 'next')?.attributes['href']

function timeOf(text: string | undefined): number | undefined {
  const at = Date.parse(text ?? '')
  return Number.isFinite(at) ? at : undefined
}
