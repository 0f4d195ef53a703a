import type { AccountName, Check, IndicatorId, LostRowsAnswer, Outage, OutageAsked, QualityAnswer, QualityBy, SourceId } from '#contract'

/** What the module of quality gives these routes. */
export interface QualityApi {
  scores(asked: { from: number; to: number; by: QualityBy; maySee(source: SourceId): boolean }): Promise<QualityAnswer>
  lostRows(asked: { from: number; to: number; source: SourceId; check: Check; dataset: IndicatorId | undefined }): Promise<LostRowsAnswer>
  outages: {
    declare(asked: OutageAsked & { source: SourceId; by: AccountName }): Promise<Outage>
    find(id: string): Promise<Outage | undefined>
    withdraw(id: string, by: AccountName): Promise<Outage>
    list(): Promise<Outage[]>
  }
}
