/** Colour, type and spacing; loaded once by the page. */
import './fonts.css'
import './tokens.css'

/** The same colours for what cannot read CSS variables: canvases and charts. */
export const WALL_COLORS = {
  t1: '#EDF2F4', t2: '#B7C4CB', t3: '#8F9EA7', line: '#26323A', lineStrong: '#3C4B54', ink: '#A9C6D1', ink2: '#7391A0', ink3: '#4A5E69',
  p2: '#FF9E2C', p3: '#F7E277', stale: '#E2BEFF', surface: '#11181C', band: 'rgba(169, 198, 209, 0.2)', // on a canvas without a line around it a little more than the token
} as const
export const DESK_COLORS = {
  t1: '#121B20', t2: '#44525A', t3: '#5D6B73', line: '#DCE3E6', lineStrong: '#B4C1C8', ink: '#2F6577', ink2: '#6B8C9A', ink3: '#B3C4CC',
  p2: '#F28A14', p3: '#FFDC57', stale: '#C9A0EE', surface: '#FFFFFF', band: 'rgba(47, 101, 119, 0.16)',
} as const
export const FONT = '"IOC Sans", system-ui, sans-serif'
