import { holdsInWords, holdsUntil } from '@virtual-school/rules'
import type { Decision } from '@virtual-school/rules/internal'
import { birthFact, sentence, shortAccount } from '@virtual-school/rules/internal'
import { showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { answerWords } from '../words/answer.ts'
import { type AskState, factsSaid, requestOf, sealState } from './state.ts'

/** The other questions about this child. */
export const otherQuestions = ({ service }: Tools, { decision }: AskState) =>
  service.rules.decisions.filter(({ id }) => id !== decision).map(({ id, question }) => ({ id, question }))

/** The councils whose answer can stand beside this one; nothing chosen beforehand. */
export const besideCouncils = ({ service }: Tools, { authority }: AskState) => [
  { value: '', text: answerWords.chooseCouncil },
  ...service.rules.authorities.filter(({ id }) => id !== authority).map(({ id, name }) => ({ value: id, text: name })),
]

/** The answers that somebody could want instead, for people who signed in. */
export const wantedAnswers = ({ service }: Tools, decision: Decision, { visitor }: Visit) => {
  if (visitor === undefined || service.whyNot === undefined) return []
  const { answers } = service.rules.rulebook.decisions.get(decision.decision)!
  return answers
    .filter(({ id }) => id !== decision.answer)
    .map(({ id, summary }) => ({ value: id, text: sentence(summary) }))
}

/** Two councils’ answers to the same question about the same facts, side by side. */
export const besidePage = (tools: Tools, { form, visitor }: Visit, state: AskState): PageReply => {
  const { service } = tools
  const other = form.get('other')
  const isCouncil = service.rules.rulebook.authorities.has(other) && other !== state.authority
  const shown = isCouncil ? [state.authority, other] : [state.authority]
  const accounts = shown.map(authority => {
    const decision = service.rules.evaluate({
      ...requestOf({ ...state, authority }),
      facts: factsSaid(state.said),
      trace: 'full',
    })
    return 'issues' in decision ? undefined : { decision, account: shortAccount(service.rules, decision) }
  })
  if (accounts.includes(undefined)) return problemPage(service, 'changed', `${service.base}/ask/${state.decision}`)
  const [mine, theirs] = accounts.map(one => one!.decision)
  return showPage(service, {
    view: 'ask/beside',
    title: answerWords.besideTitle,
    section: 'ask',
    cache: 'none',
    status: isCouncil ? 200 : 400,
    errors: isCouncil ? [] : [{ field: 'other', text: answerWords.chooseCouncil }],
    visitor,
    model: {
      isPrivate: true,
      words: answerWords,
      question: service.rules.rulebook.decisions.get(state.decision)!.question,
      address: `${service.base}/ask/${state.decision}`,
      state: sealState(tools, state),
      accounts: accounts.map(one => one!.account),
      verdict: theirs && (mine!.answer === theirs.answer ? answerWords.besideSame : answerWords.besideDiffer),
      councils: besideCouncils(tools, state),
    },
  })
}

/** Until when the answer holds, in sentences, and whether a date of birth would tell more. */
export const holdsFor = ({ service }: Tools, state: AskState) => {
  const holds = holdsUntil(service.rules, { ...requestOf(state), facts: factsSaid(state.said) })
  if ('issues' in holds) return undefined
  const asksBirth = holds.kind === 'not-known' && holds.missing.includes(birthFact)
  return { texts: holdsInWords(service.rules, holds), asksBirth }
}
