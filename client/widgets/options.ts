/** What each kind of panel may be told, as data: no view stands behind it, so that the server checks a board by the same schemas. */
import * as z from 'zod'
import { AlarmListOptions } from './alarm-list/options.ts'
import { BulletOptions } from './bullet/options.ts'
import { ContractListOptions } from './contract-list/options.ts'
import { CountdownOptions } from './countdown/options.ts'
import { DiagramOptions } from './diagram/options.ts'
import { DomainRowsOptions } from './domain-rows/options.ts'
import { IndexBreakdownOptions } from './index-breakdown/options.ts'
import { IntradayOptions } from './intraday/options.ts'
import { KpiTileOptions } from './kpi-tile/options.ts'
import { LadderOptions } from './ladder/options.ts'
import { LanesOptions } from './lanes/options.ts'
import { LinearOptions } from './linear/options.ts'
import { LiveLineOptions } from './live-line/options.ts'
import { LocalityMapOptions } from './locality-map/options.ts'
import { MatrixOptions } from './matrix/options.ts'
import { NextSessionOptions } from './next-session/options.ts'
import { NoticeOptions } from './notice/options.ts'
import { PictureOptions } from './picture/options.ts'
import { PointMapOptions } from './point-map/options.ts'
import { RankingOptions } from './ranking/options.ts'
import { RollCallOptions } from './roll-call/options.ts'
import { RulerOptions } from './ruler/options.ts'
import { SourceGridOptions } from './source-grid/options.ts'
import { SourceHeartbeatOptions } from './source-heartbeat/options.ts'
import { SourceStripOptions } from './source-strip/options.ts'
import { TextValueOptions } from './text-value/options.ts'
import { TrendOptions } from './trend/options.ts'
import { UnitSquaresOptions } from './unit-squares/options.ts'

const NONE = z.strictObject({})

export const widgetOptions: Readonly<Record<string, z.ZodType>> = {
  'header-identity': NONE, 'header-title': NONE, 'header-clock': NONE, swarm: NONE,
  'alarm-list': AlarmListOptions,
  bullet: BulletOptions,
  'contract-list': ContractListOptions,
  countdown: CountdownOptions,
  diagram: DiagramOptions,
  'domain-rows': DomainRowsOptions,
  'index-breakdown': IndexBreakdownOptions,
  intraday: IntradayOptions,
  'kpi-tile': KpiTileOptions,
  ladder: LadderOptions,
  lanes: LanesOptions,
  linear: LinearOptions,
  'live-line': LiveLineOptions,
  'locality-map': LocalityMapOptions,
  matrix: MatrixOptions,
  'next-session': NextSessionOptions,
  text: NoticeOptions,
  picture: PictureOptions,
  'point-map': PointMapOptions,
  ranking: RankingOptions,
  'roll-call': RollCallOptions,
  ruler: RulerOptions,
  'source-grid': SourceGridOptions,
  'source-heartbeat': SourceHeartbeatOptions,
  'source-strip': SourceStripOptions,
  'text-value': TextValueOptions,
  trend: TrendOptions,
  'unit-squares': UnitSquaresOptions,
}
