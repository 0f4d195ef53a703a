import * as z from 'zod'
import { useSay } from '../../../locale/index.ts'

const Words = z.object({ vi: z.string(), en: z.string() }).catch({ vi: '', en: '' })

/** A text in both languages; English follows Vietnamese until somebody writes it. */
export function WordsField({ id, value, change }: { id: string; value: unknown; change(value: unknown): void }) {
  const say = useSay()
  const words = Words.parse(value)
  const setVi = (vi: string) => change(vi === '' && words.en === words.vi ? undefined : { vi, en: words.en === words.vi ? vi : words.en })
  return (
    <div className="words-field">
      <textarea id={id} rows={2} value={words.vi} placeholder={say('board.vi')} onChange={({ target }) => setVi(target.value)} />
      <textarea aria-label={say('board.en')} rows={2} value={words.en} placeholder={say('board.en')} onChange={({ target }) => change({ ...words, en: target.value })} />
    </div>
  )
}
