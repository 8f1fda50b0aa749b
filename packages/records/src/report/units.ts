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

/** What the measures mean, for readers of a report. */
export const measureNotes = [
  'Decided by a person: somebody agreed or decided otherwise. Its rate is of all decisions; that of “decided otherwise” is of those that a person decided.',
  'Not answered yet: it or a fact that it rests on was challenged, and no person decided after the last challenge.',
  'Nobody looked: nothing recorded shows that anybody opened it after the answer was sent, or did anything about it.',
  'Nobody was told: nothing recorded shows that anybody was told the outcome.',
]

/** The note beside the counts of erased decisions. */
export const erasedNote =
  'Nobody can know any more what an erased decision found, or which rules mattered to it. So only the tables of erasures count it.'

/** What a decision was about: things that hang together, so that they are changed together or not at all. */
interface Matter {
  readonly council: string
  readonly question: string
  readonly answer: string
  readonly readings: readonly string[]
  readonly cautions: readonly string[]
  readonly rules: readonly string[]
}

/**
 * One thing that is counted, in parts that could each have been otherwise: a decision by when, what, through which system, who
 * asked and what people did; an erased decision; an erasure; a reading; a copy. Equal parts are counted alike.
 */
export type Unit =
  | {
      readonly kind: 'decision'
      readonly parts: readonly [
        when: { readonly month: string; readonly rules: string },
        Matter,
        string,
        string,
        Afterwards,
      ]
    }
  | { readonly kind: 'erased'; readonly parts: readonly [question: string] }
  | { readonly kind: 'erasure'; readonly parts: readonly [reason: string] }
  | { readonly kind: 'access' | 'copy'; readonly parts: readonly [who: string] }

/** What the rows of a report are by. */
const tableNames = [
  'month',
  'council',
  'client',
  'question',
  'answer',
  'reading',
  'caution',
  'rules-version',
  'rule',
  'asked-by',
  'decided-by',
] as const
/** The name of a table of a report. */
export type TableName = (typeof tableNames)[number]

/** Those that a report for publication has. Staff are not named there, and rules by their names would tell much of few children. */
const publishedTables: readonly TableName[] = tableNames.slice(0, tableNames.indexOf('rule'))

/** What is counted in each row of these tables. */
export const measures = ['decisions', 'decided', 'overridden', 'challenged', 'unanswered', 'unseen', 'untold'] as const
/** The name of a column of these tables. */
export type Measure = (typeof measures)[number]

/** The name of one number of a report. Names of rows hold no line break. */
export const nameCount = (table: string, row: string, measure: string): string => `${table}\n${row}\n${measure}`

type DecisionParts = Extract<Unit, { readonly kind: 'decision' }>['parts']

const rowsIn: Readonly<Record<TableName, (parts: DecisionParts) => readonly string[]>> = {
  month: ([when]) => [when.month],
  council: ([, matter]) => [matter.council],
  client: ([, , client]) => [client],
  question: ([, matter]) => [matter.question],
  answer: ([, matter]) => [`${matter.question}: ${matter.answer}`],
  reading: ([, matter]) => matter.readings,
  caution: ([, matter]) => matter.cautions,
  'rules-version': ([when]) => [when.rules],
  rule: ([, matter]) => matter.rules,
  'asked-by': ([, , , askedBy]) => [askedBy],
  'decided-by': ([, , , , { decidedBy }]) => (decidedBy === null ? [] : [decidedBy]),
}

/** Which tables a report has. */
export const listTables = (isSuppressed: boolean): readonly TableName[] => (isSuppressed ? publishedTables : tableNames)

/** Every number of a report that a unit adds one to. */
export const createKeysOf = (isSuppressed: boolean): ((unit: Unit) => readonly string[]) => {
  const tables = listTables(isSuppressed)
  return unit => {
    if (unit.kind === 'decision') return listKeysOfDecision(unit.parts, tables)
    if (unit.kind === 'erased')
      return [
        nameCount('log', '', 'decisions'),
        nameCount('log', '', 'erased'),
        nameCount('erased', unit.parts[0], 'decisions'),
      ]
    const named = isSuppressed && unit.kind !== 'erasure' ? [] : [nameCount(unit.kind, unit.parts[0], 'events')]
    return [nameCount(unit.kind, '', 'events'), ...named]
  }
}

const listKeysOfDecision = (parts: DecisionParts, tables: readonly TableName[]): readonly string[] => {
  const [, matter, , , after] = parts
  const isTrue: Readonly<Record<Measure, boolean>> = { decisions: true, ...after }
  const counted = measures.filter(measure => isTrue[measure])
  const rows = tables.flatMap(table => rowsIn[table](parts).map(row => [table, row] as const))
  return [
    nameCount('log', '', 'decisions'),
    ...(matter.readings.length > 0 ? [nameCount('all', '', 'withReadings')] : []),
    ...(matter.cautions.length > 0 ? [nameCount('all', '', 'withCautions')] : []),
    ...[['all', ''] as const, ...rows].flatMap(([table, row]) =>
      counted.map(measure => nameCount(table, row, measure)),
    ),
  ]
}

/** Whether there is a row for it: those of the tables, and of events by whom or why. */
export const makesRow = (key: string): boolean => /\n(?:decisions|events)$/.test(key)

/** What the events about one decision come to, in words and not in numbers, so that equal cases are equal. */
export interface Afterwards {
  /** A person agreed or decided otherwise. */
  readonly decided: boolean
  readonly overridden: boolean
  /** The finding, or a fact that it rests on. */
  readonly challenged: boolean
  /** No person decided after the last challenge. */
  readonly unanswered: boolean
  /** Nothing recorded shows that anybody opened it or did anything about it. */
  readonly unseen: boolean
  /** Nothing recorded shows that the outcome was told to anybody. */
  readonly untold: boolean
  /** The last person who decided; null: none did. */
  readonly decidedBy: string | null
}
