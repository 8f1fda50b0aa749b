import { referenceIssues } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import type { FieldError } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { Visitor } from '../parts.ts'
import { answerWords } from '../words/answer.ts'
import { timeInWords } from '../words/when.ts'
import { answerPage } from './answer.ts'
import { type AskState, factsSaid, openState, stateField } from './state.ts'

/** What is wrong with what was typed to keep an answer. */
const keepErrors = ({ service }: Tools, reference: string, person: string | undefined): readonly FieldError[] => {
  const isRefused = (text: string) => referenceIssues(text, '', '').length > 0
  const needsPerson = service.records?.policy.requiresActor === true
  return [
    ...(reference !== '' && isRefused(reference) ? [{ field: 'reference', text: answerWords.referenceRefused }] : []),
    ...(person === undefined && needsPerson ? [{ field: 'person', text: answerWords.personNeeded }] : []),
    ...(person !== undefined && isRefused(person) ? [{ field: 'person', text: answerWords.personRefused }] : []),
  ]
}

/** Why the service did not keep it, beside the field that it is about. */
const refusedErrors = (issues: readonly Issue[]): readonly FieldError[] =>
  issues.map(({ pointer, message }) =>
    pointer === '/subjectRef'
      ? { field: 'reference', text: answerWords.referenceRefused }
      : { field: 'keep', text: `${answerWords.cannotKeep}: ${message}` },
  )

/** Keeps an answer under the visitor’s realm, and only then says that it is kept. */
const keepAnswer = async (tools: Tools, visit: Visit, state: AskState, visitor: Visitor) => {
  const { service } = tools
  const reference = visit.form.get('reference')
  const person = visitor.person ?? (visit.form.get('person') || undefined)
  const errors = keepErrors(tools, reference, person)
  if (errors.length > 0) return answerPage(tools, visit, state, { errors })
  const { decision, authority, asOf, said, key } = state
  const outcome = await service.keep(
    {
      ...{ decision, authority, asOf, facts: factsSaid(said) },
      ...(reference !== '' && { subjectRef: reference }),
      ...(key !== undefined && { key }),
    },
    { ...visitor, person },
    visit.correlation,
  )
  if (outcome.kind === 'failed') return problemPage(service, 'records-unavailable')
  if (outcome.kind === 'refused') return answerPage(tools, visit, state, { errors: refusedErrors(outcome.issues) })
  if (outcome.kind === 'kept-before')
    return answerPage(tools, visit, state, { errors: [{ field: 'keep', text: answerWords.keptBefore }] })
  const { id, recordedAt } = outcome
  return answerPage(tools, visit, state, { kept: { id, when: timeInWords(recordedAt) } })
}

/** Whoever has to sign in first goes on to the page with the answer. */
export const toAnswer: NonNullable<PageRoute['goesOn']> = ({ params, form }) => ({
  path: `/ask/${encodeURIComponent(params.decision ?? '')}`,
  fields: [
    [stateField, form.get(stateField)],
    ['do', 'answer'],
  ],
})

/** “Keep this” on the page with the answer. */
export const keepRoute: PageRoute = {
  method: 'post',
  path: '/ask/:decision/keep',
  scope: 'decide',
  isChange: true,
  goesOn: toAnswer,
  answer: (tools, visit) => {
    const { service } = tools
    const opened = openState(tools, visit)
    if (opened === undefined) return problemPage(service, 'changed', `${service.base}/`)
    if ('reply' in opened) return opened.reply
    if (service.records === undefined) return problemPage(service, 'records-off')
    return visit.visitor === undefined
      ? problemPage(service, 'not-allowed')
      : keepAnswer(tools, visit, opened.state, visit.visitor)
  },
}
