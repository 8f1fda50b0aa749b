import type { Defined } from './form/lay-out.ts'
import type { Term, Terms } from './form/term.ts'
import type { AppliesBits, QuestionTerms } from './question/question.ts'

/** The columns of a query’s result. */
export const listColumns = (terms: Terms, question: QuestionTerms, digest: string): readonly Defined[] => {
  const { call, number, text, source, isSo, and } = terms
  const { answers, possible, isRefused, isOutOfDate } = question
  /** Null of a row about which nothing is said. */
  const said = (term: Term): Term => call('case', isSo(isSaid), term, call('null'))
  const isSaid = call('case', call('some', isRefused, isOutOfDate), number(0), number(1))
  const isOnly = (a: number): Term => call('equal', possible, number(1n << BigInt(a)))
  const only = call('oneOf', possible, ...answers.map((_, a) => number(1n << BigInt(a))))
  const list = (members: readonly (readonly [string, Term])[]): Term =>
    members.length === 0
      ? text('')
      : call(
          'textFrom',
          call('concat', text(''), ...members.map(([name, isIn]) => call('case', isIn, text(`;${name}`), text('')))),
          number(2),
        )
  const wordOf = ({ isYes, isNo }: AppliesBits, yes: string, no: Term, unknown: string): Term =>
    call('case', isSo(isYes), text(yes), isSo(isNo), no, text(unknown))
  return [
    { name: 'id', term: source('id') },
    {
      name: 'status',
      term: call(
        'case',
        isOutOfDate,
        text('out-of-date'),
        isRefused,
        text('refused'),
        only,
        text('determined'),
        text('undetermined'),
      ),
    },
    {
      name: 'answer',
      term: said(call('case', ...answers.flatMap((one, a) => [isOnly(a), text(one)]), call('null'))),
    },
    {
      name: 'possible_answers',
      term: said(list(answers.map((one, a) => [one, isSo(and(possible, number(1n << BigInt(a))))]))),
    },
    ...question.requirements.map(({ id, applies, met }) => ({
      name: `requirement ${id}`,
      term: said(
        call('case', isSo(applies.isNo), call('null'), wordOf(met, 'met', text('unmet'), 'unknown')),
      ),
    })),
    ...question.requirements.map(({ id, applies }) => ({
      name: `requires ${id}`,
      term: said(wordOf(applies, 'yes', text('no'), 'unknown')),
    })),
    ...question.items.map(({ list: of, item, verb, applies }) => ({
      name: [of, item, ...(verb === undefined ? [] : [verb])].join(' '),
      term: said(wordOf(applies, 'applies', call('null'), 'possible')),
    })),
    ...question.deadlines.flatMap(({ action, role, applies, due }) => [
      { name: `deadline ${action} ${role}`, term: said(wordOf(applies, 'applies', call('null'), 'possible')) },
      {
        name: `due ${action} ${role}`,
        term: said(call('dayOf', call('case', isSo(applies.isNo), call('null'), due))),
      },
    ]),
    { name: 'missing', term: said(list(question.missing.map(one => [one.fact, isSo(one.forAnswer)]))) },
    { name: 'missing_details', term: said(list(question.missing.map(one => [one.fact, isSo(one.forDetail)]))) },
    { name: 'cautions', term: said(list(question.cautions.map(one => [one.code, isSo(one.isMade)]))) },
    { name: 'not_weighed', term: said(list(question.notWeighed.map(one => [one.id, isSo(one.concerns)]))) },
    { name: 'rules', term: text(digest) },
    { name: 'speaks_from', term: question.from === undefined ? call('null') : text(question.from) },
    { name: 'speaks_to', term: question.to === undefined ? call('null') : text(question.to) },
  ].map(({ name, term }) => ({ name: name.replaceAll(/[ -]/g, '_'), term }))
}
