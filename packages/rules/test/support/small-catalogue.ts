/** A list of people who have a part, for rules that tests make. */
export const parties = {
  id: 'parties',
  title: 'Parties',
  items: [
    { id: 'parent', title: 'the parent' },
    { id: 'school', title: 'the school' },
  ],
  verbs: [
    { id: 'agree', title: 'agree' },
    { id: 'consult', title: 'be consulted' },
  ],
}

/** Two deadlines, for rules that tests make. */
export const steps = [
  { id: 'first-step', title: 'The first step' },
  { id: 'second-step', title: 'The second step' },
]

/** What else the rules of a land that tests make have: a source, a calendar and the land. */
export const landFiles = [
  {
    path: 'sources.json',
    value: { sources: [{ id: 'the-source', title: 'The source', publisher: 'A publisher', kind: 'law' }] },
  },
  {
    path: 'calendar.json',
    value: { jurisdiction: 'land', from: '2020-01-01', to: '2025-12-31', source: 'test', closed: [] },
  },
  { path: 'land/authority.json', value: { id: 'land', name: 'Land' } },
]
