import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Ends } from './clean-up.ts'

export interface PageFloor {
  url: string
  /** The newest values; they go out with the next beat, as the product's do. */
  feed(at: number, values: readonly number[]): void
}

export interface PageFloorOptions {
  /** `canvas`: a third of them courses, a third bars, a third figures, each a canvas of its own. `text`: figures in the plainest of pages. */
  kind: 'canvas' | 'text'
  panels: number
  /** How many of them have news in a beat and are drawn anew. */
  changing: number
  beatMs: number
}

/** The floor of a page: drawn is what has news, and nothing but the value: no name, age, source or state. */
export async function startPageFloor({ kind, panels, changing, beatMs }: PageFloorOptions, ends: Ends): Promise<PageFloor> {
  const server = createServer((_request, response) => void response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(kind, panels)))
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  let newest: object | undefined
  let first = 0
  const timer = setInterval(() => {
    if (newest === undefined) return
    const message = JSON.stringify({ ...newest, first, changing })
    for (const client of sockets.clients) client.send(message)
    first = (first + changing) % panels
    newest = undefined
  }, beatMs)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    clearInterval(timer)
    for (const client of sockets.clients) client.terminate()
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, // listening on TCP
    feed: (at, values) => void (newest = { at, values }),
  }
}

/** 60 s at four a second. */
const POINTS = 240

const CANVAS = `
  const all = Array.from({ length: PANELS }, () => ({ canvas: document.body.appendChild(document.createElement('canvas')), course: [] }))
  for (const { canvas } of all) { canvas.width = canvas.clientWidth; canvas.height = canvas.clientHeight }
  const drawOne = (i, value) => {
    const { canvas, course } = all[i]
    const { width: w, height: h } = canvas
    const pen = canvas.getContext('2d')
    pen.clearRect(0, 0, w, h)
    pen.fillStyle = pen.strokeStyle = '#8fd3ff'
    if (i % 3 === 0) {
      course.push(value)
      if (course.length > ${POINTS}) course.shift()
      const low = Math.min(...course), high = Math.max(...course, low + 1)
      pen.lineWidth = 2
      pen.beginPath()
      course.forEach((one, x) => pen.lineTo((x / ${POINTS}) * w, h - ((one - low) / (high - low)) * h))
      pen.stroke()
    } else if (i % 3 === 1) pen.fillRect(0, h / 3, w * ((value % 1000) / 1000), h / 3)
    else { pen.font = Math.round(h / 2) + 'px sans-serif'; pen.fillText(value.toLocaleString('vi'), 0, h * 0.7) }
  }`

const TEXT = `
  const all = Array.from({ length: PANELS }, () => document.body.appendChild(document.createElement('span')))
  const drawOne = (i, value) => { all[i].textContent = value.toLocaleString('vi') }`

const pageOf = (kind: PageFloorOptions['kind'], panels: number): string => `<!doctype html><meta charset="utf-8"><title>floor</title>
<style>body{margin:0;background:#0b1420;color:#8fd3ff;font:84px sans-serif;display:grid;grid-template-columns:repeat(${kind === 'text' ? 12 : 4},1fr);height:100vh;overflow:hidden}canvas,span{width:100%;height:100%;min-width:0;min-height:0;contain:strict}</style>
<script>
addEventListener('DOMContentLoaded', () => {
  const PANELS = ${panels}
  ${kind === 'canvas' ? CANVAS : TEXT}
  window.paintDelays = []
  const draw = ({ at, values, first, changing }) => {
    for (let n = 0; n < changing; n++) drawOne((first + n) % PANELS, values[(first + n) % values.length])
    const channel = new MessageChannel()
    channel.port1.onmessage = () => window.paintDelays.push(Date.now() - at)
    channel.port2.postMessage(0)
  }
  new WebSocket('ws://' + location.host).onmessage = ({ data }) => requestAnimationFrame(() => draw(JSON.parse(data)))
})
</script>`
