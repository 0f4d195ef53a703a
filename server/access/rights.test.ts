import { describe, expect, it } from 'vitest'
import { Role, type Thing, Verb, type Viewer } from '#contract'
import { can, createCan, RIGHTS } from './index.ts'

const OWN_SCOPE = { agencies: ['gov.health'], localities: ['c-1'], domains: ['health'] }
const person = (...roles: Role[]): Viewer => ({ kind: 'account', name: 'somebody', roles, scope: OWN_SCOPE })
const mayAsk = createCan((source) => ({ clinic: 'gov.health', school: 'gov.education' })[source])

/** Each kind of thing twice: within the scope above, and outside it. What has no owner is the same both times. */
const THINGS: Record<Thing['kind'], [own: Thing, other: Thing]> = {
  page: [{ kind: 'page' }, { kind: 'page' }],
  health: [{ kind: 'health' }, { kind: 'health' }],
  catalogue: [{ kind: 'catalogue' }, { kind: 'catalogue' }],
  metrics: [{ kind: 'metrics' }, { kind: 'metrics' }],
  board: [{ kind: 'board', board: 'board.mot' }, { kind: 'board', board: 'board.hai' }],
  use: [{ kind: 'use' }, { kind: 'use' }],
  settings: [{ kind: 'settings' }, { kind: 'settings' }],
  accounts: [{ kind: 'accounts' }, { kind: 'accounts' }],
  audit: [{ kind: 'audit' }, { kind: 'audit' }],
  wall: [{ kind: 'wall', wall: 'main' }, { kind: 'wall', wall: 'other' }],
  feed: [{ kind: 'feed', feed: 'health' }, { kind: 'feed', feed: 'education' }],
  source: [{ kind: 'source', source: 'clinic' }, { kind: 'source', source: 'school' }],
  alarm: [{ kind: 'alarm', domain: 'health' }, { kind: 'alarm', domain: 'education' }],
  task: [{ kind: 'task', agency: 'gov.health' }, { kind: 'task', agency: 'gov.education' }],
  figures: [{ kind: 'figures', agency: 'gov.health', domain: 'health', locality: 'c-1' }, { kind: 'figures', agency: 'gov.health', domain: 'health', locality: 'c-2' }],
}

/** The whole table once more, by role and by hand: `own` only within the scope, `all` outside it too. Nothing else. */
const EXPECTED: Record<Role, Record<string, 'own' | 'all'>> = {
  operator: {
    'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'read metrics': 'all', 'operate page': 'all', 'direct wall': 'all',
    'watch feed': 'own', 'read source': 'own', 'acknowledge alarm': 'own',
  },
  'shift-lead': {
    'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'read metrics': 'all', 'operate page': 'all', 'direct wall': 'all',
    'watch feed': 'own', 'read source': 'own', 'acknowledge alarm': 'own', 'assign task': 'own', 'configure board': 'all', 'read use': 'all',
  },
  leader: {
    'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'direct wall': 'all', 'watch feed': 'own', 'read source': 'own', 'assign task': 'own', 'read use': 'all',
  },
  'agency-editor': {
    'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'watch feed': 'own', 'read source': 'own', 'read figures': 'own', 'send figures': 'own', 'explain figures': 'own', 'configure source': 'own',
  },
  'agency-approver': {
    'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'watch feed': 'own', 'read source': 'own', 'read figures': 'own', 'approve figures': 'own', 'explain figures': 'own', 'configure source': 'own',
  },
  commune: {
    'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'watch feed': 'own', 'read figures': 'own', 'send figures': 'own', 'explain figures': 'own',
  },
  administrator: {
    'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'read metrics': 'all', 'operate page': 'all', 'watch feed': 'own', 'read source': 'own', 'read figures': 'own',
    'configure settings': 'all', 'configure source': 'own', 'administer accounts': 'all', 'read accounts': 'all', 'read audit': 'all', 'read settings': 'all', 'configure board': 'all', 'read use': 'all',
  },
  auditor: {
    'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'watch feed': 'own', 'read source': 'own', 'read figures': 'own',
    'read accounts': 'all', 'read audit': 'all', 'read settings': 'all', 'read use': 'all',
  },
  'wall-tile': { 'read page': 'all', 'read health': 'all', 'read catalogue': 'all', 'watch feed': 'own' },
}

const CELLS = Verb.options.flatMap((verb) => Object.keys(THINGS).map((kind) => [verb, kind as Thing['kind']] as const)) // the keys are the kinds

describe('the rights table', () => {
  it.each(Role.options)('lets %s do what its row says, and nothing more', (role) => {
    const granted: Record<string, 'own' | 'all'> = {}
    for (const [verb, kind] of CELLS) {
      const [own, other] = THINGS[kind]
      if (mayAsk(person(role), verb, other)) granted[`${verb} ${kind}`] = 'all'
      else if (mayAsk(person(role), verb, own)) granted[`${verb} ${kind}`] = 'own'
    }
    expect(granted).toEqual(EXPECTED[role])
  })

  it('lets somebody without a role do nothing', () => {
    expect(CELLS.filter(([verb, kind]) => mayAsk(person(), verb, THINGS[kind][0]))).toEqual([])
  })

  it('gives somebody with two roles what either may, and never lets one person alone send and approve by one role', () => {
    expect(mayAsk(person('commune', 'auditor'), 'send', THINGS.figures[0])).toBe(true)
    expect(mayAsk(person('commune', 'auditor'), 'read', { kind: 'audit' })).toBe(true)
    for (const role of Role.options) expect(['send', 'approve'].filter((verb) => mayAsk(person(role), Verb.parse(verb), THINGS.figures[0])).length).toBeLessThan(2)
  })

  it('names every role and no thing without a right', () => {
    expect(new Set(RIGHTS.flatMap(({ roles }) => roles))).toEqual(new Set(Role.options))
    expect(new Set(RIGHTS.flatMap(({ things }) => things))).toEqual(new Set(Object.keys(THINGS)))
  })
})

describe('a scope', () => {
  const all = (scope: Partial<typeof OWN_SCOPE>): Viewer => ({ kind: 'account', name: 'x', roles: ['agency-editor'], scope: { agencies: 'all', localities: 'all', domains: 'all', ...scope } })
  const figures = (facts: object = {}): Thing => ({ kind: 'figures', agency: 'gov.health', domain: 'health', locality: 'c-1', ...facts })

  it.each([
    ['agency', { agencies: ['gov.health'] }, { agency: 'gov.education' }],
    ['domain', { domains: ['health'] }, { domain: 'education' }],
    ['locality', { localities: ['c-1'] }, { locality: 'c-2' }],
  ])('holds each of its three sides by itself: %s', (_side, scope, outside) => {
    expect(mayAsk(all(scope), 'send', figures())).toBe(true)
    expect(mayAsk(all(scope), 'send', figures(outside))).toBe(false)
  })

  it('does not take an empty list for everything, nor a province for one of its communes', () => {
    expect(mayAsk(all({ domains: [] }), 'watch', { kind: 'feed', feed: 'health' })).toBe(false)
    expect(mayAsk(all({ localities: ['c-1'] }), 'send', { kind: 'figures', agency: 'gov.health', domain: 'health' })).toBe(false)
    expect(mayAsk(all({}), 'send', { kind: 'figures', agency: 'gov.health', domain: 'health' })).toBe(true)
  })

  it('opens a feed with an audience only to that audience', () => {
    const feed = (name: string): Thing => ({ kind: 'feed', feed: name })
    expect(mayAsk(person('operator'), 'watch', feed('health@gov.health'))).toBe(true)
    expect(mayAsk(person('operator'), 'watch', feed('health@c-1'))).toBe(true)
    expect(mayAsk(person('operator'), 'watch', feed('health@gov.education'))).toBe(false)
    expect(mayAsk(person('operator'), 'watch', feed('education@gov.health'))).toBe(false)
  })

  it('shows no source whose owner is not known, unless all are within it', () => {
    expect(can(person('auditor'), 'read', { kind: 'source', source: 'clinic' })).toBe(false)
    expect(can(all({}), 'read', { kind: 'source', source: 'clinic' })).toBe(true)
  })
})

it('lets neither this machine nor a token sign anything', () => {
  for (const kind of ['local', 'token'] as const) {
    expect(['send', 'approve', 'acknowledge', 'assign', 'push'].filter((verb) => CELLS.some(([, thing]) => can({ kind }, Verb.parse(verb), THINGS[thing][0])))).toEqual([])
    expect(can({ kind }, 'configure', { kind: 'settings' })).toBe(true)
  }
})
