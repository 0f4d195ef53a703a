/**
 * The file as a whole cannot be read; the message is Vietnamese and safe to show. The child process knows nothing of #kit, so
 * the driver makes a SourceError of it.
 */
export class SheetRefusal extends Error {
  override readonly name = 'SheetRefusal'
}
