import { expect, it } from 'vitest'
import type { Catalogue } from '#contract'
import { scopeOf } from './demonstration.ts'

const source = (id: string, agency: string, driver: string, ...feeds: string[]) => ({ id, agency, driver, feeds })
const catalogue = (...sources: ReturnType<typeof source>[]) => ({ sources, localities: [], indicators: [] }) as unknown as Catalogue // what the scope is made of

it('lets the agency’s two persons hand in and sign off for every agency that sends by hand or by file, and for no other', () => {
  const scope = scopeOf('agency-editor', catalogue(source('egov', 'gov.office', 'http-json', 'egov'), source('dti', 'gov.science', 'sheet', 'dti'), source('economy', 'gov.finance', 'sheet', 'economy'), source('apps', 'gov.science', 'manual', 'app')))
  expect(scope).toEqual({ agencies: ['gov.finance', 'gov.science'], localities: 'all', domains: ['app', 'dti', 'economy'] })
})

it('takes the first agency where nobody sends by hand', () => {
  expect(scopeOf('agency-approver', catalogue(source('egov', 'gov.office', 'http-json', 'egov'), source('soc', 'ops.soc', 'webhook', 'security')))).toMatchObject({ agencies: ['gov.office'], domains: ['egov'] })
})
