import type { Finding, IndicatorId, Reject, Run, Sample, SourceId, SourceInfo, SubmissionPreview, SubmissionSource, Text } from '#contract'

/** What ingest knows of deliveries that are handed in; given by main. */
export interface Intake {
  /** Sources whose figures are handed in. */
  handIns(): HandInSource[]
  /** How it would count; undefined when there is no such source. */
  read(source: SourceId, delivery: Delivery): Promise<Read> | undefined
  /** Brings it onto the bus; the same key counts once. */
  receiveSigned(source: SourceId, delivery: Delivery, key: string): Promise<{ kind: 'done' | 'malformed'; run: Run; why?: Text[] } | { kind: 'conflict' }> | undefined
}

export interface HandInSource extends Pick<SubmissionSource, 'way' | 'maxBytes' | 'indicators'> {
  info: SourceInfo
  /** In the order of the template. */
  columns: (SubmissionSource['columns'][number] & ({ means: 'place' | 'period' | 'day' | 'state' | 'other' } | { means: 'figure'; indicator: IndicatorId; min: number | undefined; max: number | undefined }))[]
}

export interface Delivery {
  body: Uint8Array
  contentType: string
}

export type Read = GoodRead | { ok: false; reason: Text }

export interface GoodRead {
  ok: true
  preview: Pick<SubmissionPreview, 'sheet' | 'headerRow' | 'columns' | 'rows'>
  figures: { row: number | undefined; sample: Sample }[]
  rejects: (Reject & { row?: number })[]
  rejectCount: number
  /** In what it is unlike what was signed off before; absent when that could not be looked up. */
  findings?: Finding[]
}
