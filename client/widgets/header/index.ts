import * as z from 'zod'
import { CASE_NOW, CASE_PLACE, caseSources } from '../sample-views.ts'
import { defineWidget } from '../widget.ts'
import { ClockView, IdentityView, TitleView } from './HeaderViews.tsx'

const base = { views: [], sources: caseSources(), options: {}, title: 'Một cửa và hạ tầng số', now: CASE_NOW, place: CASE_PLACE }
const options = z.strictObject({})

export const headerIdentity = defineWidget({ kind: 'header-identity', options, needs: () => ({}), View: IdentityView, cases: [{ name: 'good', width: 1824, height: 144, props: base }] })
export const headerTitle = defineWidget({ kind: 'header-title', options, needs: () => ({}), View: TitleView, cases: [{ name: 'good', width: 1824, height: 144, props: base }] })
export const headerClock = defineWidget({ kind: 'header-clock', options, needs: () => ({ sources: true }), View: ClockView, cases: [{ name: 'good', width: 1824, height: 144, props: base }] })
