import type { Text } from '#contract'

/**
 * The file as a whole cannot be read; what it says is safe to show. The child process knows nothing of #kit, so
 * the driver makes a SourceError of it.
 */
export class SheetRefusal extends Error {
  override readonly name = 'SheetRefusal'
  readonly text: Text
  constructor(text: Text, options?: ErrorOptions) {
    super(text.vi, options)
    this.text = text
  }
}
