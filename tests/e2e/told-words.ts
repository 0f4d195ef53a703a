import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT } from './built-client.ts'

type Words = Record<string, Record<string, string>>
const wordsOf = (locale: string): Words => JSON.parse(readFileSync(path.join(ROOT, 'client/locale', `${locale}.json`), 'utf8')) as Words // our own file
const [VI, EN] = [wordsOf('vi'), wordsOf('en')]

const RAW_KEY = new RegExp(`^(?:${Object.keys(VI).join('|')})\\.[a-zA-Z][\\w-]*$`)
const told = (words: Words): Set<string> => new Set(Object.values(words).flatMap((all) => Object.values(all)).filter((text) => /\p{L}{3}/u.test(text)))
const [SAID_VI, SAID_EN] = [told(VI), told(EN)]

/** Keys shown as they are, blanks not filled in, and words of the other language; names and what departments wrote stay as they were written. */
export async function findWordFaults(page: Page): Promise<string[]> {
  const { lang, texts } = await page.evaluate(readTexts)
  const [other, own] = lang === 'en' ? [SAID_VI, SAID_EN] : [SAID_EN, SAID_VI]
  return [...new Set(texts.filter((text) => RAW_KEY.test(text) || /\{\w+\}|undefined|NaN/.test(text) || (other.has(text) && !own.has(text))))]
}

interface PageNode { nodeType: number; textContent: string; childNodes: Iterable<PageNode>; lang?: string; tagName?: string; getAttribute(name: string): string | null }
declare const document: { documentElement: { lang: string }; body: PageNode }

/** Runs in the page. What says of itself that it is in another language, or a name, is left out. */
function readTexts(): { lang: string; texts: string[] } {
  const texts: string[] = []
  const read = (node: PageNode) => {
    if (node.nodeType === 3) texts.push(node.textContent.trim())
    if (node.nodeType !== 1 || (node.lang ?? '') !== '' || node.tagName === 'PRE' || node.tagName === 'SCRIPT' || node.getAttribute('translate') === 'no') return
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) texts.push(node.getAttribute(name) ?? '')
    for (const child of node.childNodes) read(child)
  }
  read(document.body)
  return { lang: document.documentElement.lang, texts }
}
