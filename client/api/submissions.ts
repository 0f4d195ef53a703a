import { type Decision, type ManualForm, MapImportAnswer, type MapQuery, Submission, SubmissionPreview, SubmissionsAnswer } from '#contract'
import { type Fetch, ask, read } from './request.ts'

/** What a person hands in: a file as it is, or rows typed into the form. */
export type Delivery = { kind: 'file'; file: File } | { kind: 'form'; form: ManualForm }

export interface MapImport {
  file: File
  /** Names of the properties that hold the official code and the name; empty for one that is not there. */
  code: string
  name: string
  /** Whose layer it is; stands on the picture. */
  source: string
  allowMissing: boolean
  /** Of which level and day it is; an empty day is today. */
  level: MapQuery['level']
  day: string
  /** Only says what would come of it. */
  isTrial: boolean
}

/** Figures handed in by one person and signed off by another, and the official map. */
export interface SubmissionCalls {
  submissions: () => Promise<SubmissionsAnswer>
  /** Row by row what the server reads in it; nothing is kept. */
  previewDelivery: (source: string, delivery: Delivery) => Promise<SubmissionPreview>
  sendDelivery: (source: string, delivery: Delivery, remark: string) => Promise<Submission>
  decide: (id: string, decision: Decision) => Promise<Submission>
  /** Read again from the bytes that were kept. */
  previewSubmission: (id: string) => Promise<SubmissionPreview>
  importMap: (order: MapImport) => Promise<MapImportAnswer>
}

/** A large file over a slow line, and a workbook that takes its time to be read. */
const PATIENCE_MS = 120_000

export function submissionCalls(fetch: Fetch): SubmissionCalls {
  const post = (path: string, body: BodyInit, headers: Record<string, string>) =>
    ask(fetch, path, { method: 'POST', body, headers, signal: AbortSignal.timeout(PATIENCE_MS) })
  return {
    async submissions() {
      const path = '/api/v1/submissions'
      return read(path, await ask(fetch, path, { cache: 'no-store' }), SubmissionsAnswer)
    },
    async previewDelivery(source, delivery) {
      const path = `${uploadsOf(source)}/preview`
      return read(path, await post(path, bodyOf(delivery), headersOf(delivery)), SubmissionPreview)
    },
    async sendDelivery(source, delivery, remark) {
      const path = uploadsOf(source)
      const headers = { ...headersOf(delivery), ...(remark === '' ? {} : { 'X-Remark': encodeURIComponent(remark) }) }
      return read(path, await post(path, bodyOf(delivery), headers), Submission)
    },
    async decide(id, decision) {
      const path = `/api/v1/submissions/${encodeURIComponent(id)}/decision`
      return read(path, await post(path, JSON.stringify(decision), { 'Content-Type': 'application/json' }), Submission)
    },
    async previewSubmission(id) {
      const path = `/api/v1/submissions/${encodeURIComponent(id)}/preview`
      return read(path, await ask(fetch, path, { signal: AbortSignal.timeout(PATIENCE_MS) }), SubmissionPreview)
    },
    async importMap({ file, code, name, source, allowMissing, level, day, isTrial }) {
      const asked = { code, name, source: source.trim(), allowMissing: allowMissing ? '1' : '', level: level === 'commune' ? '' : level, day, try: isTrial ? '1' : '' }
      const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
      const path = `/api/v1/map?${query.toString()}`
      return read(path, await post(path, file, { 'Content-Type': 'application/geo+json', 'X-File-Name': encodeURIComponent(file.name) }), MapImportAnswer)
    },
  }
}

const uploadsOf = (source: string): string => `/api/v1/sources/${encodeURIComponent(source)}/uploads`

/** The same bytes for the preview and for handing in: the server compares their sum. */
const bodyOf = (delivery: Delivery): BodyInit => (delivery.kind === 'file' ? delivery.file : JSON.stringify(delivery.form))

function headersOf(delivery: Delivery): Record<string, string> {
  if (delivery.kind === 'form') return { 'Content-Type': 'application/json' }
  // What a browser says of a CSV depends on which office suite is installed.
  return { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(delivery.file.name) }
}
