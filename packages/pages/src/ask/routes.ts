import type { SaidReply } from '@virtual-school/rules'
import { birthFact, proposedFact } from '@virtual-school/rules/internal'
import { readDay } from '../html/days.ts'
import type { FieldError } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { InterviewMove, StandingInterview } from '../interview/move.ts'
import type { PageReply } from '../parts.ts'
import { askWords } from '../words/ask.ts'
import { answerPage } from './answer.ts'
import { answersPage } from './answers.ts'
import { beginPage, readBegin } from './begin.ts'
import { readReply } from './fields.ts'
import { keepRoute, toAnswer } from './keep.ts'
import { besidePage } from './next.ts'
import { questionPage } from './question.ts'
import { type AskState, hold, openState } from './state.ts'
import { whyNotPage } from './why-not.ts'

const withState =
  (act: (tools: Tools, visit: Visit, state: AskState) => PageReply | Promise<PageReply>): PageRoute['answer'] =>
  (tools, visit) => {
    const opened = openState(tools, visit)
    if (opened === undefined) return beginPage(tools, visit)
    return 'reply' in opened ? opened.reply : act(tools, visit, opened.state)
  }

/** The state of an interview, to be sealed into the next page. */
const stateOf = (state: AskState, { said, kept, goesOn }: StandingInterview): AskState => {
  const { decision, authority, asOf } = state
  return { decision, authority, asOf, said, kept, goesOn }
}

/** Where an interview stands: at a question, or at what it found. */
const show = (tools: Tools, visit: Visit, state: AskState, at: StandingInterview): Promise<PageReply> | PageReply => {
  const { step, removed } = at
  const next = stateOf(state, at)
  return step.kind === 'question'
    ? questionPage(tools, visit, { state: next, step, removed })
    : answerPage(tools, visit, next, { step })
}

const again = ({ service }: Tools, { decision }: AskState): PageReply =>
  problemPage(service, 'changed', `${service.base}/ask/${decision}`)

/** Makes a step of the interview, and shows where it stands then. */
const go = async (tools: Tools, visit: Visit, state: AskState, act: InterviewMove['act']): Promise<PageReply> => {
  const at = await hold(tools, state, act)
  return 'issues' in at ? again(tools, state) : show(tools, visit, state, at)
}

/** Takes the reply to the question of the page; if it cannot be, the same question comes again with what was typed. */
const reply = async (tools: Tools, visit: Visit, state: AskState): Promise<PageReply> => {
  const fact = tools.service.rules.rulebook.factsByName.get(state.fact ?? '')
  if (fact === undefined) return go(tools, visit, state, { kind: 'stay' })
  const read = visit.form.get('do') === 'skip' ? { reply: { kind: 'skip' } as const } : readReply(fact, visit.form)
  if ('errors' in read) return askAgain(tools, visit, state, read.errors)
  const next = await hold(tools, state, { kind: 'reply', reply: { fact: fact.name, reply: read.reply } })
  if (!('issues' in next)) return show(tools, visit, state, next)
  return askAgain(tools, visit, state, issueErrors(fact.type === 'date' ? 'day' : 'value', next.issues))
}

const askAgain = async (tools: Tools, visit: Visit, state: AskState, errors: readonly FieldError[]) => {
  const at = await hold(tools, state, { kind: 'stay' })
  if ('issues' in at || at.step.kind !== 'question') return again(tools, state)
  return questionPage(tools, visit, { state, step: at.step, removed: [], errors })
}

/** Why a reply does not fit beside the others, in the words of the rules. */
const issueErrors = (field: string, issues: readonly { readonly message: string }[]) =>
  [...new Set(issues.map(one => one.message))].map(message => ({ field, text: message || askWords.cannotBe }))

/** A date of birth, by which it can be said until when the answer holds. */
const takeBirth = async (tools: Tools, visit: Visit, state: AskState): Promise<PageReply> => {
  const read = readDay(visit.form, askWords.enterBirth)
  if ('errors' in read) return answerPage(tools, visit, state, { errors: read.errors })
  const birth: SaidReply = { fact: birthFact, reply: { kind: 'answer', value: read.day } }
  const at = await hold(tools, state, { kind: 'reply', reply: birth })
  if ('issues' in at) return answerPage(tools, visit, state, { errors: issueErrors('day', at.issues) })
  return answerPage(tools, visit, stateOf(state, at), { step: at.step })
}

/**
 * The same child in another question: what was answered is known from the start, by the same council and day. What is not known is
 * asked again if it matters, and so is what is proposed, as each question has its own.
 */
const carry = async (tools: Tools, visit: Visit, { authority, asOf, said: before }: AskState): Promise<PageReply> => {
  const { decision = '' } = visit.params
  if (!tools.service.rules.rulebook.decisions.has(decision)) return problemPage(tools.service, 'not-found')
  const said = before.filter(({ fact, reply: { kind } }) => kind === 'answer' && fact !== proposedFact)
  const known: AskState = { decision, authority, asOf, said, kept: [], goesOn: false }
  const at = await hold(tools, known, { kind: 'stay' })
  if (!('issues' in at)) return show(tools, visit, known, at)
  return go(tools, visit, { ...known, said: [], kept: said }, { kind: 'begin' })
}

type Act = (tools: Tools, visit: Visit, state: AskState) => PageReply | Promise<PageReply>

const acts: Readonly<Record<string, Act>> = {
  next: reply,
  skip: reply,
  back: (tools, visit, state) =>
    state.said.length === 0 ? beginPage(tools, visit, state) : go(tools, visit, state, { kind: 'back' }),
  more: (tools, visit, state) => go(tools, visit, state, { kind: 'more' }),
  answer: (tools, visit, state) => answerPage(tools, visit, state),
  annex: (tools, visit, state) => answerPage(tools, visit, state, { isAnnexed: true }),
  born: takeBirth,
  answers: answersPage,
  carry: (tools, visit, state) => carry(tools, visit, state),
}

const begin: PageRoute['answer'] = (tools, visit) => {
  if (!tools.service.rules.rulebook.decisions.has(visit.params.decision ?? ''))
    return problemPage(tools.service, 'not-found')
  const read = readBegin(tools, visit)
  return 'reply' in read ? read.reply : go(tools, visit, read.state, { kind: 'begin' })
}

const step: PageRoute['answer'] = withState((tools, visit, state) => {
  const fact = visit.form.get('change')
  if (fact !== '') return go(tools, visit, state, { kind: 'change', fact })
  const act = acts[visit.form.get('do')]
  return act === undefined ? go(tools, visit, state, { kind: 'stay' }) : act(tools, visit, state)
})

/** The interview and its answer. Every page of it has one address, so that none tells what was said. */
export const askRoutes: readonly PageRoute[] = [
  {
    method: 'get',
    path: '/ask/:decision',
    scope: 'decide',
    mayBePublic: true,
    answer: (tools, visit) => beginPage(tools, visit),
  },
  {
    method: 'post',
    path: '/ask/:decision',
    scope: 'decide',
    mayBePublic: true,
    // Whoever has to sign in in the middle goes on with everything that was sent.
    goesOn: ({ path, form }) => ({ path, fields: form.fields }),
    answer: (tools, visit) => (visit.form.get('do') === 'begin' ? begin(tools, visit) : step(tools, visit)),
  },
  keepRoute,
  {
    method: 'post',
    path: '/ask/:decision/beside',
    scope: 'decide',
    mayBePublic: true,
    goesOn: toAnswer,
    answer: withState(besidePage),
  },
  {
    method: 'post',
    path: '/ask/:decision/why-not',
    scope: 'decide',
    goesOn: toAnswer,
    answer: withState(whyNotPage),
  },
  ...['beside', 'why-not', 'keep'].map(
    (name): PageRoute => ({
      method: 'get',
      path: `/ask/:decision/${name}`,
      scope: 'decide',
      mayBePublic: true,
      answer: (tools, visit) => beginPage(tools, visit),
    }),
  ),
]
