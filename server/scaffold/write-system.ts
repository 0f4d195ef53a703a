import type { Proposal } from './propose-system.ts'

export interface Naming {
  id: string
  title: string
  agency: string
}

/** The draft as the files of a system folder, a source and a recorded answer; nothing of it is registered. */
export function writeSystem(proposal: Proposal, naming: Naming): Record<string, string> {
  const { id, title } = naming
  return {
    [`connectors/systems/${id}/system.ts`]: systemFile(proposal, naming),
    [`connectors/systems/${id}/README.md`]: readme(proposal, naming),
    [`deployments/tay-ninh/sources/${id}.yaml`]: `id: ${id}\nsystem: ${id}\ntitle: { vi: ${quoted(title)}, en: ${quoted(title)} }\nevery: 5m\ntimeout: 20s\n# Dải địa chỉ được phép hỏi, ví dụ [10.0.0.0/8]; để trống: chỉ địa chỉ công cộng. / Address ranges that may be asked.\nallow: []\nconfig:\n  url: \${IOC_${variable(id)}_URL}\n`,
  }
}

/** The two lines the register needs, and where. */
export const registerLines = (id: string): string[] => [`import { ${constant(id)} } from './systems/${id}/system.ts'`, `  … ${constant(id)}, …  (systems)`]

const constant = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const variable = (id: string): string => id.replaceAll('-', '_').toUpperCase()
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

function systemFile({ recordsAt, locality, at, period, readings }: Proposal, { id, title, agency }: Naming): string {
  const lines = [
    `  id: '${id}',`, `  title: { vi: ${JSON.stringify(title)}, en: ${JSON.stringify(title)} },`, `  short: { vi: ${JSON.stringify(title)}, en: ${JSON.stringify(title)} },`, `  agency: '${agency}',`, "  driver: 'http-json',",
    ...(recordsAt === '' ? [] : [`  config: { recordsAt: '${recordsAt}' },`]), "  every: '5m',",
    ...(locality === undefined ? [] : [`  locality: '${locality}',`]),
    ...(at === undefined ? [] : [`  at: '${at.pointer}',`, ...(at.atFormat === undefined || at.atFormat === 'iso' ? [] : [`  atFormat: '${at.atFormat}',`])]),
    ...(period === undefined ? [] : [`  period: '${period}',`]),
    '  readings: [', ...readings.map(({ indicator, value, format }) => `    { indicator: '${indicator}', value: '${value}'${format === undefined ? '' : `, format: '${format}'`} },`), '  ],',
  ]
  return `import { defineSystem } from '#kit'\n\n/** ${title}. */\nexport const ${constant(id)} = defineSystem({\n${lines.join('\n')}\n})\n`
}

function readme({ recordsAt, recordCount, fields, readings, unknown }: Proposal, { id, title }: Naming): string {
  const indicatorOf = new Map(readings.map(({ value, indicator, score }) => [value, `\`${indicator}\` (${Math.round(score * 100)} %)`]))
  const rows = fields.map(({ pointer, kind, filled, example }) => `| \`${pointer}\` | ${kind} | ${filled}/${recordCount} | ${JSON.stringify(example)?.slice(0, 40) ?? ''} | ${indicatorOf.get(pointer) ?? ''} |`)
  return [
    `# ${id}: ${title}`, '', `Bản nháp từ một câu trả lời đã ghi: ${recordCount} bản ghi ở \`${recordsAt === '' ? '(gốc)' : recordsAt}\`. Người đọc lại từng dòng trước khi dùng.`, '',
    '| trường | kiểu | có giá trị | ví dụ | chỉ số đề xuất |', '|---|---|---|---|---|', ...rows, '',
    unknown.length === 0 ? 'Mọi trường số đều có chỉ số.' : `Chưa rõ chỉ số: ${unknown.map((pointer) => `\`${pointer}\``).join(', ')}.`, '',
    '## Hỏi cơ quan', '', '- Bộ đếm bắt đầu lại lúc nào, theo giờ nào?', '- Đơn vị không có số thì bỏ trống hay gửi 0?', '- Đơn vị tính của từng trường, số lớn nhất có thể có?', '',
  ].join('\n')
}
