import type { Run, SourceHealth, SourceId, SourceScores } from '#contract'
import { FRESHNESS } from '../provenance.ts'
import type { SheetCell } from '../workbook.ts'
import type { Facts } from './facts.ts'
import type { Table } from './table.ts'

const MINUTE_MS = 60_000
const REASONS_SHOWN = 5

const SOURCE_HEADINGS = [
  'Mã nguồn', 'Tên nguồn', 'Cơ quan', 'Hệ thống', 'Giao thức', 'Xuất xứ', 'Nhịp (phút)', 'Độ mới', 'Số mới nhất lúc', 'Tuổi (phút)', 'Lần lấy gần nhất', 'Lần tốt gần nhất', 'Nhận', 'Loại', 'Chuỗi số mới', 'Chuỗi số', 'Đúng', 'Đủ', 'Sạch', 'Sống', 'Mất điểm vì', 'Lỗi hiện nay',
]

/** Every source, how it does and how it did. */
export function sourceTable(sources: readonly (SourceHealth & { scores: SourceScores | undefined })[], facts: Facts): Table {
  const live = sources.filter(({ freshness }) => freshness === 'live').length
  return { name: 'nguon-so-lieu', title: 'Nguồn số liệu', headings: SOURCE_HEADINGS, rows: sources.map((one) => sourceRow(one, facts)), notes: [['Đúng nhịp', `${live}/${sources.length} nguồn`]] }
}

function sourceRow({ id, freshness, newestAt, lastRunAt, lastGoodRunAt, accepted, rejected, series, scores, error }: SourceHealth & { scores: SourceScores | undefined }, facts: Facts): SheetCell[] {
  const { title, origin, info } = facts.source(id)
  return [
    id, title, facts.agency(info?.agency), info?.system, info?.driver, origin, info?.everyMs === undefined ? undefined : info.everyMs / MINUTE_MS,
    FRESHNESS[freshness], facts.wallOf(newestAt), facts.minutesSince(newestAt), facts.wallOf(lastRunAt), facts.wallOf(lastGoodRunAt),
    accepted, rejected, series.live, series.total, scores?.correct, scores?.complete, scores?.clean, scores?.alive,
    scores?.lost.map(({ text }) => text.vi).join('; '), error?.message.vi,
  ]
}

const RUN_HEADINGS = ['Lần lấy số', 'Nguồn', 'Xuất xứ', 'Bắt đầu', 'Kết thúc', 'Tuổi (phút)', 'Nhận', 'Không đổi', 'Loại', 'Giữ lại', 'Số mới nhất lúc', 'Lỗi', 'Lý do loại', 'SHA-256 câu trả lời gốc']

/** The last passes of one source, with the sums of what was received. */
export function runTable(source: SourceId, runs: readonly Run[], facts: Facts): Table {
  const { title, origin } = facts.source(source)
  return {
    name: `lan-lay-so_${source}`, title: `Các lần lấy số gần nhất: ${title}`, headings: RUN_HEADINGS, notes: [['Nguồn', title], ['Xuất xứ', origin]],
    rows: runs.map((run) => [
      run.id, title, origin, facts.wall(run.startedAt), facts.wall(run.endedAt), facts.minutesSince(run.endedAt), run.accepted, run.unchanged, run.rejected, run.held,
      facts.wallOf(run.newestAt), run.error?.message.vi, reasonsOf(run), run.raw.map(({ sha256 }) => sha256).join(' '),
    ]),
  }
}

/** `rejects` is cut already; the count beside it is whole. */
function reasonsOf({ rejects, rejected }: Run): string {
  const shown = rejects.slice(0, REASONS_SHOWN).map(({ index, reason }) => `bản ghi ${index + 1}: ${reason.vi}`)
  return [...shown, ...(rejected > shown.length ? [`và ${rejected - shown.length} bản ghi khác`] : [])].join('; ')
}
