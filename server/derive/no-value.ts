/** Why there is no figure. It is never 0 and never infinite instead. */
export interface NoValue {
  why:
    /** An input was never heard, or not of this period. */
    | 'missing'
    | 'stale'
    /** What was true then has been forgotten here: a guess would look like a correction. */
    | 'forgotten'
    | 'zero-divisor'
    /** Beyond the ends of a curve or of the limits of `within`. */
    | 'outside'
    /** Too few hours for a mean. */
    | 'few-hours'
    /** A rate of sums over different communes. */
    | 'other-parts'
  /** The indicator or function it is about. */
  what: string
}

export const noValue = (why: NoValue['why'], what: string): NoValue => ({ why, what })
