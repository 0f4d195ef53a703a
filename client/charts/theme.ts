import { DESK_COLORS, FONT, WALL_COLORS } from '../theme/index.ts'

/** House defaults of every chart (visual.md section 8). */
export function chartTheme(wall: boolean): object {
  const c = wall ? WALL_COLORS : DESK_COLORS
  const size = wall ? 40 : 12
  const axis = {
    axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: c.t2, fontSize: size, margin: wall ? 20 : 8, hideOverlap: true },
    splitLine: { lineStyle: { color: c.line, width: wall ? 2 : 1 } },
  }
  return {
    darkMode: wall, color: [c.ink, c.ink2, c.ink3], backgroundColor: 'transparent', animation: false,
    textStyle: { fontFamily: FONT, color: c.t2, fontSize: size },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, splitNumber: 3 },
    timeAxis: { ...axis, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: c.lineStrong, width: wall ? 2 : 1 } } },
    line: { symbol: 'none', lineStyle: { width: wall ? 7 : 2, cap: 'round', join: 'round' }, smooth: false },
  }
}
