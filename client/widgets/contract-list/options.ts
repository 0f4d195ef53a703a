import * as z from 'zod'

const id = (fallback: string, vi: string, en: string) => z.string().default(fallback).meta({ title: `${vi} / ${en}`, description: `Mã chỉ số. / Indicator id.` })

export const ContractListOptions = z.strictObject({
  sla: id('dx.contract-availability', 'Mức dịch vụ của từng hợp đồng', 'service level of one contract'),
  left: id('dx.contract-months-left', 'Thời gian còn lại của từng hợp đồng', 'time left of one contract'),
  count: id('dx.leased-services', 'Số dịch vụ đang thuê', 'leased services'),
  met: id('dx.leased-sla-met-rate', 'Tỷ lệ đạt cam kết', 'share that meets its commitment'),
  ending: id('dx.contracts-expiring-90d', 'Số hợp đồng sắp hết hạn', 'contracts that end soon'),
  soon: z.number().positive().default(3).meta({ title: 'Sắp hết hạn / ends soon', description: 'Còn ít hơn thì đánh dấu, theo đơn vị của thời gian còn lại, khi chỉ số không có ngưỡng riêng. / Less than this is marked, in the unit of the time left, where the indicator has no limit of its own.' }),
})
export type ContractListOptions = z.infer<typeof ContractListOptions>
