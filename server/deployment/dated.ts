/** What holds from the first to the last day, both included; an open end reaches as far as one likes. */
export interface Dated {
  validFrom?: string | undefined
  validTo?: string | undefined
}

/** At least one day on which both hold. */
export const overlap = (a: Dated, b: Dated): boolean => (a.validFrom ?? '') <= (b.validTo ?? '9999') && (b.validFrom ?? '') <= (a.validTo ?? '9999')
