import { expect, it } from 'vitest'
import { countErrors, listIssues } from './list-issues.ts'
import { samplePreview } from './sample-submissions.ts'

it('tells a bad cell once, a rejected record at its own cell, and notes last', () => {
  expect(listIssues(samplePreview(), 'vi').map(({ row, column, text, weight }) => [row, column, text, weight])).toEqual([
    [3, 'Mã địa bàn', '99999', 'error'], [4, 'Điểm nội bộ', 'đang cập nhật', 'error'], [2, 'Điểm nội bộ', undefined, 'note'],
  ])
})

it('counts what the server counted where lists were cut', () => {
  const whole = samplePreview()
  expect(countErrors(whole, listIssues(whole, 'vi'))).toBe(2)
  const cut = samplePreview({ rejectCount: 140 })
  expect(countErrors(cut, listIssues(cut, 'vi'))).toBe(140)
})

it('keeps a record whose row is unknown, with its reason in the language of the page', () => {
  const preview = samplePreview({ rows: [], rejects: [{ index: 4, code: 'bad-time', reason: { vi: 'không phải ngày', en: 'not a day' } }] })
  expect(listIssues(preview, 'en')).toEqual([{ row: undefined, field: undefined, column: undefined, reason: 'not a day', text: undefined, weight: 'error' }])
})
