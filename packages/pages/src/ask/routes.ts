import {
  changeReply,
  goOnAsking,
  type Interview,
  resumeInterview,
  startInterview,
  stepBack,
} from '@virtual-school/rules'
import { problemPage } from '../html/problem.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { askWords } from '../words/ask.ts'
import { answerPage } from './answer.ts'
import { answersPage } from './answers.ts'
import { beginPage, readBegin } from './begin.ts'
import { readReply } from './fields.ts'
import { keepRoute } from './keep.ts'
import { questionPage } from './question.ts'
import { type AskState, openState, requestOf } from './state.ts'

const withState =
  (act: (tools: Tools, visit: Visit, state: AskState) => PageReply | Promise<PageReply>): PageRoute['answer'] =>
  (tools, visit) => {
    const opened = openState(tools, visit)
    if (opened === undefined) return beginPage(tools, visit)
    return 'reply' in opened ? opened.reply : act(tools, visit, opened.state)
  }

/** The state of an interview, to be sealed into the next page. */
const stateOf = (state: AskState, { said, kept, goesOn }: Interview): AskState => {
  const { decision, authority, asOf } = state
  return { decision, authority, asOf, said, kept, goesOn }
}

/** Where an interview stands: at a question, or at what it found. */
const show = (tools: Tools, visit: Visit, state: AskState, at: Interview): PageReply => {
  const { step, removed } = at
  const next = stateOf(state, at)
  return step.kind === 'question'
    ? questionPage(tools, visit, { state: next, step, removed })
    : answerPage(tools, visit, next)
}

const again = ({ service }: Tools, { decision }: AskState): PageReply =>
  problemPage(service, 'changed', `${service.base}/ask/${decision}`)

/** The interview of a state, and what a step of it makes of it. */
const go = (tools: Tools, visit: Visit, state: AskState, move: (at: Interview) => Interview = at => at): PageReply => {
  const at = resumeInterview(tools.service.rules, requestOf(state), state)
  return 'issues' in at ? again(tools, state) : show(tools, visit, state, move(at))
}

/** Takes the reply to the question of the page; if it cannot be, the same question comes again with what was typed. */
const reply = (tools: Tools, visit: Visit, state: AskState): PageReply => {
  const fact = tools.service.rules.rulebook.factsByName.get(state.fact ?? '')
  if (fact === undefined) return go(tools, visit, state)
  const read = visit.form.get('do') === 'skip' ? { reply: { kind: 'skip' } as const } : readReply(fact, visit.form)
  const isRead = 'reply' in read
  const next = isRead
    ? resumeInterview(tools.service.rules, requestOf(state), state, { fact: fact.name, reply: read.reply })
    : undefined
  if (next !== undefined && !('issues' in next)) return show(tools, visit, state, next)
  const at = resumeInterview(tools.service.rules, requestOf(state), state)
  if ('issues' in at || at.step.kind !== 'question') return again(tools, state)
  const field = fact.type === 'date' ? 'day' : 'value'
  const errors = isRead ? issueErrors(field, next?.issues ?? []) : read.errors
  return questionPage(tools, visit, { state, step: at.step, removed: [], errors })
}

/** Why a reply does not fit beside the others, in the words of the rules. */
const issueErrors = (field: string, issues: readonly { readonly message: string }[]) =>
  [...new Set(issues.map(one => one.message))].map(message => ({ field, text: message || askWords.cannotBe }))

const acts: Readonly<Record<string, (tools: Tools, visit: Visit, state: AskState) => PageReply>> = {
  next: reply,
  skip: reply,
  back: (tools, visit, state) =>
    state.said.length === 0 ? beginPage(tools, visit, state) : go(tools, visit, state, stepBack),
  continue: (tools, visit, state) => go(tools, visit, state),
  more: (tools, visit, state) => go(tools, visit, state, goOnAsking),
  answer: (tools, visit, state) => answerPage(tools, visit, state),
  answers: (tools, visit, state) => answersPage(tools, visit, state),
  carry: (tools, visit, state) => beginPage(tools, visit, state),
}

const begin: PageRoute['answer'] = (tools, visit) => {
  if (!tools.service.rules.rulebook.decisions.has(visit.params.decision ?? ''))
    return problemPage(tools.service, 'not-found')
  const read = readBegin(tools, visit)
  if ('reply' in read) return read.reply
  const { state } = read
  const at = startInterview(tools.service.rules, requestOf(state), state.kept)
  return 'issues' in at ? again(tools, state) : show(tools, visit, state, at)
}

const step: PageRoute['answer'] = withState((tools, visit, state) => {
  const changed = visit.form.get('change')
  if (changed !== '') return go(tools, visit, state, at => changeReply(at, changed))
  const act = acts[visit.form.get('do')]
  return act === undefined ? go(tools, visit, state) : act(tools, visit, state)
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
]
