import type { Defined } from './form/lay-out.ts'
import type { SqlTerm, TermMaker } from './form/term.ts'
import type { AppliesBits, WorkedQuestion } from './question/question.ts'

/** A column of a query’s result, and what it tells. */
export interface ResultColumn {
  readonly name: string
  readonly about: ColumnAbout
}

/** Columns that every result has. Those named `speaks` are the first day and the last for which the query speaks. */
export type PlainKind =
  | 'id'
  | 'status'
  | 'answer'
  | 'possible-answers'
  | 'missing'
  | 'missing-details'
  | 'cautions'
  | 'not-weighed'
  | 'rules'
  | 'speaks-from'
  | 'speaks-to'

/** What a column tells, by the names that a decision has for it. Lists are texts with a semicolon between. */
export type ColumnAbout =
  | { readonly kind: PlainKind }
  /** `met`, `unmet` or `unknown`; null if it is not required. */
  | { readonly kind: 'requirement'; readonly id: string }
  /** `yes` or `unknown`; null if it is not required. */
  | { readonly kind: 'requirement-applies'; readonly id: string }
  /** `applies` or `possible`, else null. */
  | { readonly kind: 'item'; readonly list: string; readonly item: string; readonly verb?: string }
  /** `applies` or `possible`, else null. */
  | { readonly kind: 'deadline'; readonly place: number; readonly action: string; readonly role: string }
  /** The day on which it is due; null if it cannot be known. */
  | { readonly kind: 'due'; readonly place: number; readonly action: string; readonly role: string }

/** A column of a result with the term that it is worked out by. */
export interface ColumnMade extends ResultColumn {
  readonly term: SqlTerm
}

/** The columns of a query’s result. */
export const makeColumns = (terms: TermMaker, question: WorkedQuestion, digest: string): readonly ColumnMade[] => {
  const { call, number, text, source, isSo, and } = terms
  const { answers, possible, isRefused, isOutOfDate, from, to } = question
  const ones = answers.map((_, a) => number(1n << BigInt(a)))
  const only = call('oneOf', possible, ...ones)
  const isSaid = isSo(call('case', call('some', isRefused, isOutOfDate), number(0), number(1)))
  /** Null of a row about which nothing is said. */
  const said = (term: SqlTerm): SqlTerm => call('case', isSaid, term, call('null'))
  const list = (members: readonly (readonly [string, SqlTerm])[]): SqlTerm => said(joined(terms, members))
  const plain = (kind: PlainKind, term: SqlTerm): ColumnMade => ({
    name: kind.replaceAll('-', '_'),
    about: { kind },
    term,
  })
  const status = call(
    'case',
    isOutOfDate,
    text('out-of-date'),
    isRefused,
    text('refused'),
    only,
    text('determined'),
    text('undetermined'),
  )
  const answer = call(
    'case',
    ...answers.flatMap((one, a) => [call('equal', possible, ones[a]!), text(one)]),
    call('null'),
  )
  return [
    plain('id', source('id')),
    plain('status', status),
    plain('answer', said(answer)),
    plain('possible-answers', list(answers.map((one, a) => [one, isSo(and(possible, ones[a]!))]))),
    ...makeFindings(terms, question).map(one => ({ ...one, term: said(one.term) })),
    plain('missing', list(question.missing.map(one => [one.fact, isSo(one.forAnswer)]))),
    plain('missing-details', list(question.missing.map(one => [one.fact, isSo(one.forDetail)]))),
    plain('cautions', list(question.cautions.map(one => [one.code, isSo(one.isMade)]))),
    plain('not-weighed', list(question.notWeighed.map(one => [one.id, isSo(one.concerns)]))),
    plain('rules', text(digest)),
    plain('speaks-from', from === undefined ? call('null') : text(from)),
    plain('speaks-to', to === undefined ? call('null') : text(to)),
  ]
}

/** Names with a semicolon between. */
const joined = ({ call, text, number }: TermMaker, members: readonly (readonly [string, SqlTerm])[]): SqlTerm =>
  members.length === 0
    ? text('')
    : call(
        'textFrom',
        call('concat', text(''), ...members.map(([name, isIn]) => call('case', isIn, text(`;${name}`), text('')))),
        number(2),
      )

/** Requirements, items and deadlines. */
const makeFindings = (terms: TermMaker, { requirements, items, deadlines }: WorkedQuestion): readonly ColumnMade[] => {
  const { call, text, isSo } = terms
  const none = call('null')
  const wordOf = ({ isYes, isNo }: AppliesBits, yes: string, no: SqlTerm, unknown: string): SqlTerm =>
    call('case', isSo(isYes), text(yes), isSo(isNo), no, text(unknown))
  const nameOf = (...parts: readonly string[]): string => parts.join('_').replaceAll('-', '_')
  return [
    ...requirements.flatMap(({ id, applies, met }): ColumnMade[] => [
      {
        name: nameOf('requirement', id),
        about: { kind: 'requirement', id },
        term: call('case', isSo(applies.isNo), none, wordOf(met, 'met', text('unmet'), 'unknown')),
      },
      {
        name: nameOf('applies', id),
        about: { kind: 'requirement-applies', id },
        term: wordOf(applies, 'yes', none, 'unknown'),
      },
    ]),
    ...items.map(
      ({ list, item, verb, applies }): ColumnMade => ({
        name: nameOf(list, item, ...(verb === undefined ? [] : [verb])),
        about: { kind: 'item', list, item, ...(verb === undefined ? {} : { verb }) },
        term: wordOf(applies, 'applies', none, 'possible'),
      }),
    ),
    ...deadlines.flatMap(({ action, role, period, applies, due }, place): ColumnMade[] => {
      const isOneOfSeveral = deadlines.some((one, i) => i !== place && one.action === action && one.role === role)
      const parts = [action, role, ...(isOneOfSeveral ? [period] : [])]
      return [
        {
          name: nameOf('deadline', ...parts),
          about: { kind: 'deadline', place, action, role },
          term: wordOf(applies, 'applies', none, 'possible'),
        },
        {
          name: nameOf('due', ...parts),
          about: { kind: 'due', place, action, role },
          term: call('dayOf', call('case', isSo(applies.isNo), none, due)),
        },
      ]
    }),
  ]
}

/** As columns of the last layer. */
export const asDefined = (columns: readonly ColumnMade[]): readonly Defined[] =>
  columns.map(({ name, term }) => ({ name, term }))
