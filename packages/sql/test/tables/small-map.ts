import type { TableMap } from '../../src/index.ts'

/** A map that refers to no codes, in which each name and word can be another. */
export const smallMap = (of: Partial<Record<keyof typeof plainNames, string>> = {}): TableMap => {
  const n = { ...plainNames, ...of }
  return {
    id: 'small',
    title: 'A small map',
    source: 'Made up for tests.',
    notes: [n.note],
    child: { table: n.childTable, id: n.id },
    rows: {
      openPlan: {
        table: n.planTable,
        child: n.planChild,
        from: n.from,
        to: n.to,
        tie: n.tie,
        only: { column: n.onlyColumn, words: [n.onlyWord] },
        ifSeveral: 'latest',
      },
    },
    deaths: [{ column: n.death }],
    facts: {
      dateOfBirth: { from: [{ of: 'child', column: n.birth }], source: 'Made up.', seen: 'Made up.' },
      send: {
        from: [{ of: 'child', column: n.send, values: { [n.sendWord]: 'ehc-plan' } }],
        source: 'Made up.',
        seen: 'Made up.',
      },
      plan: {
        from: [
          { there: 'openPlan', value: 'child-in-need' },
          { notThere: ['openPlan'], value: 'none', because: n.because },
        ],
        source: 'Made up.',
        seen: 'Made up.',
      },
    },
  }
}

export const plainNames = {
  note: 'A note.',
  childTable: 'dbo.people',
  id: 'person id',
  death: 'died',
  birth: 'born',
  send: 'send',
  sendWord: 'Y',
  planTable: 'plans',
  planChild: 'person',
  from: 'begins',
  to: 'ends',
  tie: 'plan',
  onlyColumn: 'kind',
  onlyWord: 'CIN',
  because: 'All plans of these people are in the table.',
}

/** The members of `plainNames` that are names of columns or tables, and those that are words of cells. */
export const nameSlots = [
  'childTable',
  'id',
  'death',
  'birth',
  'send',
  'planTable',
  'planChild',
  'from',
  'to',
  'tie',
  'onlyColumn',
] as const
export const wordSlots = ['sendWord', 'onlyWord'] as const
