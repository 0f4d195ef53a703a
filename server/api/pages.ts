import { existsSync } from 'node:fs'
import path from 'node:path'
import express, { Router } from 'express'
import { gate, type Gatekeeper } from './gate.ts'

/** Shown for the moment in which a fresh checkout is still building its screens. */
const NOT_YET = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>IOC</title>
<p>Đang chuẩn bị màn hình, trang tự mở lại sau giây lát.</p></html>`

/** What a browser asks for by a fixed name: to install the leaders' pages. */
const OPEN_FILES = ['manifest.webmanifest', 'icon-180.png', 'icon-192.png', 'icon-512.png']

/** The built client. Files under /assets carry a hash in their name; every other path is the one page. */
export function pages(deps: { keeper: Gatekeeper; clientDir: string }): Router {
  const router = Router()
  router.use('/assets', express.static(path.join(deps.clientDir, 'assets'), { immutable: true, maxAge: '365d', index: false, fallthrough: false, setHeaders: allowWorker }))
  for (const file of OPEN_FILES) {
    router.get(`/${file}`, (_request, response, next) => {
      response.sendFile(path.join(deps.clientDir, file), { headers: { 'Cache-Control': 'no-cache' } }, (fault) => fault && next())
    })
  }
  router.get('/{*page}', gate(deps.keeper, 'read', () => ({ kind: 'page' })), (request, response, next) => {
    if (request.path.startsWith('/api/') || isFile(request.path)) {
      next()
      return
    }
    const index = path.join(deps.clientDir, 'index.html')
    response.set('Cache-Control', 'no-cache')
    if (existsSync(index)) response.sendFile(index)
    else response.status(503).set('Retry-After', '1').type('html').send(NOT_YET)
  })
  return router
}

/** A worker may stand before pages outside its own folder only with the server's word for it. */
function allowWorker(response: { setHeader(name: string, value: string): unknown }, file: string): void {
  if (path.basename(file).startsWith('leader-worker')) response.setHeader('Service-Worker-Allowed', '/leader')
}

/** The names of series and indicators hold dots, too. */
const isFile = (asked: string): boolean => !/^\/(?:leader\/)?(?:figure|indicator)\//.test(asked) && path.extname(asked) !== ''
