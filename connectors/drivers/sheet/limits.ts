const MB = 1024 * 1024

/** Bounds on what is done for one file, whoever sent it. A province's own sheets stay far below them. */
export const LIMITS = {
  /** Members of the zip. A workbook of LibreOffice has about a dozen. */
  zipEntries: 200,
  /** All members together, as announced and as really inflated. */
  inflatedBytes: 50 * MB,
  /** Inflated to packed, beyond a first megabyte: sheets full of zeros reach 60, bombs 1,000. */
  inflateRatio: 200,
  columns: 200,
  /** Excel itself allows 32,767; no figure and no name is this long. */
  cellChars: 1_000,
  /** Text of all cells together: one long shared text may be referred to by every cell. */
  gridChars: 20 * MB,
  xmlDepth: 64,
  childHeapMb: 256,
  childMs: 20_000,
  /** A CSV up to this size is read in a few milliseconds here; larger ones would hold up the process. */
  csvHereBytes: 256 * 1024,
  /** What the child may answer, in bytes. */
  answerBytes: 64 * MB,
} as const
