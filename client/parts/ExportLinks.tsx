import { useSay } from '../locale/index.ts'

const FORMATS = ['csv', 'xlsx'] as const

/** The same control at every table and trend: as a file for a spreadsheet program. `path` is asked with `format` added. */
export function ExportLinks({ path, of }: { path: string; of: string }) {
  const say = useSay()
  return (
    <span className="export-links">
      <span aria-hidden="true">{say('export.as')}</span>
      {FORMATS.map((format) => <a key={format} href={`${path}${path.includes('?') ? '&' : '?'}format=${format}`} download aria-label={say('export.label', { of, format: format.toUpperCase() })}>{format.toUpperCase()}</a>)}
    </span>
  )
}
