import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const DISTRIBUTION = /\/(debian|debian-security|ubuntu|ubuntu-ports)(\/|$)/

export interface AptSources {
  /** Lines of the one-line form (`deb http://... bookworm main`). */
  lines: string[]
  /** Paragraphs of the deb822 form. */
  paragraphs: string[]
}

/**
 * The distribution's own archives this machine is set up for, so that a local mirror is honoured, and only those: a broken
 * list of some third party must not stop our start. Only package indices are asked for, no translations, no app pictures.
 */
export async function readAptSources(aptFolder = '/etc/apt'): Promise<AptSources> {
  const parts = path.join(aptFolder, 'sources.list.d')
  const names = await readdir(parts).catch(() => [])
  const files = [path.join(aptFolder, 'sources.list'), ...names.map((name) => path.join(parts, name))]
  const sources: AptSources = { lines: [], paragraphs: [] }
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (file.endsWith('.list')) sources.lines.push(...text.split('\n').flatMap(pickLine))
    if (file.endsWith('.sources')) sources.paragraphs.push(...text.split(/\n[ \t]*\n/).flatMap(pickParagraph))
  }
  return sources
}

function pickLine(line: string): string[] {
  const parsed = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?((\S+)\s+\S+\s+(.+))$/.exec(line.replace(/#.*$/, ''))
  if (parsed === null || !isDistribution([parsed[3] ?? ''], words(parsed[4]))) return []
  const options = (parsed[1] ?? '').replaceAll(/\b(target|lang)=\S+/g, '').trim()
  return [`deb [${`${options} target=Packages lang=none`.trim()}] ${parsed[2]?.trim() ?? ''}`]
}

function pickParagraph(paragraph: string): string[] {
  const kept = paragraph.split('\n').filter((line) => !/^(#|Types:|Targets:|Languages:)/i.test(line) && line.trim() !== '')
  const field = (name: string) => words(new RegExp(`^${name}:(.*(?:\\n[ \\t]+.*)*)`, 'im').exec(paragraph)?.[1])
  if (!field('Types').includes('deb') || field('Enabled').includes('no') || !isDistribution(field('URIs'), field('Components'))) return []
  return [['Types: deb', ...kept, 'Targets: Packages', 'Languages: none'].join('\n')]
}

/** Vendors copy Debian's address form (download.docker.com/linux/debian), but `main` is the distribution's own name. */
function isDistribution(addresses: string[], components: string[]): boolean {
  return components.includes('main') && addresses.some((address) => DISTRIBUTION.test(address))
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '')
}
