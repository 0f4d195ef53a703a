import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FileSender } from './FileSender.tsx'
import { sampleNames } from './sample-names.ts'
import { sampleFinding, samplePreview, sampleSource, sampleSubmission } from './sample-submissions.ts'

interface Asked { path: string; headers: Record<string, string>; body: unknown }
let asked: Asked[]
let answers: Record<string, () => Response>
const again = vi.fn(async () => undefined)
beforeEach(() => {
  asked = []
  again.mockClear()
  answers = { '/api/v1/sources/dti/uploads/preview': () => Response.json(samplePreview()), '/api/v1/sources/dti/uploads': () => Response.json(sampleSubmission(), { status: 201 }) }
  vi.stubGlobal('fetch', async (path: string, init: Omit<Asked, 'path'>) => {
    asked.push({ path, headers: init.headers, body: init.body })
    return answers[path]?.() ?? new Response(null, { status: 404 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const choose = (name = 'điểm.csv', text = 'a;b') => {
  const file = new File([text], name)
  fireEvent.change(document.querySelector('input[type="file"]') ?? document.body, { target: { files: [file] } })
  return file
}
const draw = () => render(<FileSender source={sampleSource()} names={sampleNames} again={again} />)
const problem = (status: number, code: string, detail: string, errors?: object[]) => () => new Response(JSON.stringify({ title: 'x', status, code, detail, errors }), { status })

it('warns before anything is sent that figures seem a thousand times as large, and still lets them be sent', async () => {
  answers['/api/v1/sources/dti/uploads/preview'] = () => Response.json(samplePreview({ findings: [sampleFinding] }))
  draw()
  choose()
  const card = await screen.findByRole('region', { name: 'Khác các lần đã duyệt' })
  expect(card.textContent).toContain('gấp chừng 1.000 lần')
  expect([...card.querySelectorAll('.diff dd')].map((one) => one.textContent)).toEqual(['271,25', '271.250'])
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Gửi để duyệt' }).disabled).toBe(false)
})

it('says which columns are expected before anything is chosen', () => {
  draw()
  const row = screen.getByRole('rowheader', { name: 'Mã địa bàn' }).closest('tr')
  expect(row?.textContent).toContain('chữMã ĐVHC')
  expect(screen.getByRole('rowheader', { name: 'Điểm nội bộ' }).closest('tr')?.textContent).toContain('không bắt buộc')
})

it('shows each fault in its own cell in words, counts them, and says what replaces what', async () => {
  draw()
  choose()
  await waitFor(() => expect(document.querySelector('.preview-counts')?.textContent).toMatch(/^3 số đọc được!2 ô lỗi!1 điều cần biết/))
  expect(screen.getByText('99999').closest('td')?.className).toBe('is-error')
  expect(screen.getByText('99999').closest('td')?.textContent).toBe('99999!mã 99999 không có trong danh mục')
  const bad = within(screen.getByRole('row', { name: /^4 / })).getByText('đang cập nhật').closest('td')
  expect(bad?.textContent).toBe('đang cập nhật!chưa có số liệu')
  expect(screen.getByRole('link', { name: 'Dòng 4, Điểm nội bộ' }).getAttribute('href')).toBe(`#${bad?.id}`)
  const figures = [...document.querySelectorAll('.figure-table tbody tr')].map((row) => row.textContent)
  expect(figures).toEqual(['Điểm nội bộPhường Một20251.284 điểm1.285,25 điểm+1,25chính thức', 'Điểm nội bộXã Hai15/07/2026261,25 điểm261,25 điểmkhông đổi', 'dti.otherXã Hai15/07/2026chưa có7'])
})

it('hands in the same bytes with the remark, says what comes next, and has the lists read again', async () => {
  draw()
  const file = choose()
  await waitFor(() => screen.getByText('Gửi để duyệt'))
  fireEvent.change(screen.getByLabelText('Ghi chú'), { target: { value: ' đính chính ' } })
  fireEvent.click(screen.getByText('Gửi để duyệt'))
  await waitFor(() => screen.getByText('Đã gửi, chờ duyệt'))
  expect(asked.map(({ path, body }) => [path, body === file])).toEqual([['/api/v1/sources/dti/uploads/preview', true], ['/api/v1/sources/dti/uploads', true]])
  expect(asked[1]?.headers).toMatchObject({ 'X-File-Name': encodeURIComponent('điểm.csv'), 'X-Remark': encodeURIComponent('đính chính') })
  expect(screen.getByText(/24\/11\/2026 15:20/)).toBeTruthy()
  expect(again).toHaveBeenCalledOnce()
})

it('does not hand in what was not read, or was handed in before, and says why', async () => {
  answers['/api/v1/sources/dti/uploads/preview'] = () => Response.json(samplePreview({ before: '00000000-0000-4000-8000-000000000009' }))
  draw()
  choose()
  await waitFor(() => expect(screen.getByText<HTMLButtonElement>('Gửi để duyệt').disabled).toBe(true))
  expect(screen.getByText('Mở bản đã gửi').getAttribute('href')).toContain('open=00000000-0000-4000-8000-000000000009')
  answers['/api/v1/sources/dti/uploads/preview'] = () => Response.json(samplePreview({ figures: [], figureCount: 0 }))
  choose('khác.csv')
  await waitFor(() => screen.getByText(/không đọc được số nào\.\s*$/))
  expect(screen.getByText<HTMLButtonElement>('Gửi để duyệt').disabled).toBe(true)
})

it('tells why a file is refused, with every place', async () => {
  answers['/api/v1/sources/dti/uploads/preview'] = problem(422, 'bad-request', 'Bảng thiếu cột "Ngày chốt"', [{ pointer: '/rows/7', message: 'Dòng 7: thiếu ngày' }])
  draw()
  choose()
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Không đọc được điểm.csvBảng thiếu cột "Ngày chốt"Dòng 7: thiếu ngày'))
})

it('keeps what was read when handing in fails, and does not send what is too large', async () => {
  answers['/api/v1/sources/dti/uploads'] = problem(409, 'conflict', 'Đúng nội dung này đã có: agency đã gửi lúc 15:20')
  draw()
  choose()
  await waitFor(() => screen.getByText('Gửi để duyệt'))
  fireEvent.click(screen.getByText('Gửi để duyệt'))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Đúng nội dung này đã có'))
  expect(screen.getByText<HTMLButtonElement>('Gửi để duyệt').disabled).toBe(false)
  choose('lớn.csv', 'x'.repeat(10_001))
  expect(screen.getByRole('alert').textContent).toBe('lớn.csv có 9,8 KB, vượt mức 9,8 KB. Xin chia nhỏ tệp.')
  expect(asked).toHaveLength(2)
})

it('shows the file chosen last, whichever answer comes first', async () => {
  let release: (response: Response) => void = () => undefined
  vi.stubGlobal('fetch', async (_path: string, { headers }: Asked) => (headers['X-File-Name'] === 'a.csv' ? new Promise<Response>((resolve) => (release = resolve)) : Response.json(samplePreview())))
  draw()
  choose('a.csv')
  choose('b.csv')
  await waitFor(() => screen.getByText('Gửi để duyệt'))
  await act(async () => release(Response.json(samplePreview({ figureCount: 999 }))))
  expect(document.querySelector('.preview-counts')?.textContent).toContain('3 số đọc được')
  expect(screen.getByText('b.csv')).toBeTruthy()
})
