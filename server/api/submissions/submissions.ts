import type { Decision, IndicatorId, SourceId, SourceInfo, Submission, SubmissionPreview, SubmissionsAnswer, SubmissionSource, Thing, Viewer } from '#contract'

/** Who asks, and from where. */
export interface Asker {
  viewer: Viewer
  address: string
}

/** What is handed in: the bytes, and what their sender says of them. */
export interface Upload {
  body: Uint8Array
  contentType: string
  fileName?: string | undefined
  remark?: string | undefined
}

/** What somebody's template is made of. */
export interface TemplateAsked {
  info: SourceInfo
  /** In the order of the template. */
  columns: (SubmissionSource['columns'][number] & ({ means: 'place' | 'period' | 'day' | 'state' | 'other' } | { means: 'figure'; indicator: IndicatorId; min: number | undefined; max: number | undefined }))[]
  places: { subject: string; indicators: IndicatorId[] }[]
}

/** What the owning module does; handed in by main. It asks for rights on the figures themselves, and keeps the audit trail. */
export interface Submissions {
  /** Before a body is read: the thing that must be allowed, and how much may come. */
  door(viewer: Viewer, source: string): { thing: Thing; maxBytes: number }
  /** Of a source that takes tables: its columns, and the places this person may fill in; undefined for any other. */
  template(viewer: Viewer, source: string): TemplateAsked | undefined
  preview(asker: Asker, source: SourceId, upload: Upload): Promise<SubmissionPreview>
  handIn(asker: Asker, source: SourceId, upload: Upload): Promise<Submission>
  decide(asker: Asker, id: string, decision: Decision): Promise<Submission>
  list(viewer: Viewer): Promise<SubmissionsAnswer>
  previewKept(viewer: Viewer, id: string): Promise<SubmissionPreview>
  file(viewer: Viewer, id: string): Promise<{ body: Buffer; name: string }>
}
