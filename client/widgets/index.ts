/** The kinds of panels, by hand: a scene may name these and no others. */
import { alarmList } from './alarm-list/index.ts'
import { bullet } from './bullet/index.ts'
import { contractList } from './contract-list/index.ts'
import { countdown } from './countdown/index.ts'
import { diagram } from './diagram/index.ts'
import { domainRows } from './domain-rows/index.ts'
import './frame.css'
import { headerClock, headerIdentity, headerTitle } from './header/index.ts'
import { indexBreakdown } from './index-breakdown/index.ts'
import { intraday } from './intraday/index.ts'
import { kpiTile } from './kpi-tile/index.ts'
import { ladder } from './ladder/index.ts'
import { lanes } from './lanes/index.ts'
import { linear } from './linear/index.ts'
import { liveLine } from './live-line/index.ts'
import { localityMap } from './locality-map/index.ts'
import { matrix } from './matrix/index.ts'
import { ranking } from './ranking/index.ts'
import { ruler } from './ruler/index.ts'
import { nextSession } from './next-session/index.ts'
import { notice } from './notice/index.ts'
import { picturePanel } from './picture/index.ts'
import { pointMap } from './point-map/index.ts'
import { rollCall } from './roll-call/index.ts'
import { sourceGrid } from './source-grid/index.ts'
import { sourceHeartbeat } from './source-heartbeat/index.ts'
import { sourceStrip } from './source-strip/index.ts'
import { swarm } from './swarm/index.ts'
import { textValue } from './text-value/index.ts'
import { trend } from './trend/index.ts'
import { unitSquares } from './unit-squares/index.ts'
import type { WidgetDefinition } from './widget.ts'

const ALL = [headerIdentity, headerTitle, headerClock, kpiTile, trend, domainRows, ranking, swarm, sourceStrip, linear, textValue, liveLine, alarmList, sourceGrid, intraday, localityMap, diagram, countdown, nextSession, rollCall, sourceHeartbeat, lanes, ladder, notice, picturePanel]

/** Many rows, or a whole with its parts. */
const OF_MANY = [pointMap, ruler, matrix, unitSquares, bullet, indexBreakdown, contractList]

export const widgets: Readonly<Record<string, WidgetDefinition>> = Object.fromEntries([...ALL, ...OF_MANY].map((widget) => [widget.kind, widget]))

export type { Place, WidgetCase, WidgetDefinition, WidgetNeeds, WidgetProps } from './widget.ts'
