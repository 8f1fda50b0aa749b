import type { Measure, TableName } from './units.ts'

/** The heading of each table, and of its first column. */
export const tableWords: Readonly<Record<TableName, { readonly heading: string; readonly name: string }>> = {
  month: { heading: 'By month (in England)', name: 'Month' },
  council: { heading: 'By council', name: 'Council' },
  client: { heading: 'By the system that asked', name: 'System' },
  question: { heading: 'By question', name: 'Question' },
  answer: { heading: 'By answer', name: 'Question: answer' },
  reading: { heading: 'By reading, if the decision depended on one', name: 'Reading' },
  caution: { heading: 'By caution', name: 'Caution' },
  rule: { heading: 'By rule that mattered to the decision', name: 'Rule' },
  'asked-by': { heading: 'By the person who asked', name: 'Person' },
  'decided-by': { heading: 'By the person who decided last', name: 'Person' },
  'rules-version': { heading: 'By the rules that decided', name: 'Version and digest' },
}

/** What each measure is called at the head of a column. */
export const measureWords: Readonly<Record<Measure, string>> = {
  decisions: 'Decisions',
  decided: 'Decided by a person',
  overridden: 'Decided otherwise',
  challenged: 'Challenged',
  unanswered: 'Not answered yet',
  unseen: 'Nobody looked',
  untold: 'Nobody was told',
}

/** What the measures mean, for whoever reads a report. */
export const measureNotes = [
  'Decided by a person: somebody agreed or decided otherwise. Its rate is of all decisions; that of “decided otherwise” is of those that a person decided.',
  'Not answered yet: it or a fact that it rests on was challenged, and no person decided after the last challenge.',
  'Nobody looked: nothing recorded shows that anybody opened it after the answer was sent, or did anything about it.',
  'Nobody was told: nothing recorded shows that anybody was told the outcome.',
]

export const erasedNote =
  'Nobody can know any more what an erased decision found, or which rules mattered to it. So only the tables of erasures count it.'
