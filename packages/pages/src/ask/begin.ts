import { dayFields, dayItems, readDay, shownDay } from '../html/days.ts'
import { type FieldError, showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { askWords } from '../words/ask.ts'
import { type AskState, openState, sealState } from './state.ts'

/** The page before the first question: whose rules, and of which day. What was said in another interview is carried along. */
export const beginPage = (
  { service, ...tools }: Tools,
  { params, visitor }: Visit,
  carried?: AskState,
  typed?: {
    readonly council: string
    readonly day: Readonly<Record<string, string>>
    readonly errors: readonly FieldError[]
  },
): PageReply => {
  const { rulebook } = service.rules
  const definition = rulebook.decisions.get(params.decision ?? '')
  if (definition === undefined) return problemPage(service, 'not-found')
  const today = shownDay(carried?.asOf ?? service.today())
  const { errors = [], council = carried?.authority, day: shown = today } = typed ?? {}
  return showPage(service, {
    view: 'ask/begin',
    title: definition.question,
    section: 'ask',
    cache: errors.length > 0 ? 'none' : 'sealed',
    errors,
    visitor,
    model: {
      isPrivate: true,
      words: askWords,
      address: `${service.base}/ask/${definition.id}`,
      state: carried && sealState({ service, ...tools }, carried),
      council,
      councils: councilItems(service.rules.rulebook),
      dayItems: dayItems('asof', shown, errors),
    },
  })
}

const councilItems = (rulebook: Tools['service']['rules']['rulebook']) => {
  const councils = [...rulebook.authorities.values()].filter(one => one.id !== rulebook.national)
  return [
    ...councils.map(({ id, name }) => ({ value: id, text: name })),
    { divider: askWords.or },
    { value: rulebook.national, text: askWords.nationalAlone },
  ]
}

/** What a person chose before the first question; the same page, if something is not there. */
export const readBegin = (tools: Tools, visit: Visit): { readonly state: AskState } | { readonly reply: PageReply } => {
  const { service } = tools
  const opened = openState(tools, visit)
  if (opened !== undefined && 'reply' in opened) return opened
  const council = visit.form.get('council')
  const isCouncil = service.rules.rulebook.authorities.has(council)
  const day = readDay(visit.form, askWords.enterDay)
  const errors = [
    ...(isCouncil ? [] : [{ field: 'council', text: askWords.chooseCouncil }]),
    ...('errors' in day ? day.errors : []),
  ]
  const { decision = '' } = visit.params
  if (errors.length > 0 || 'errors' in day) {
    const shown = Object.fromEntries(dayFields.map(name => [name, visit.form.get(name)]))
    return { reply: beginPage(tools, visit, opened?.state, { council, day: shown, errors }) }
  }
  const { said = [], kept = [] } = opened?.state ?? {}
  return {
    state: { decision, authority: council, asOf: day.day, said: [], kept: [...said, ...kept], goesOn: false },
  }
}
