import { sentence, type VocabularyFact } from '@virtual-school/rules'
import { type FieldError, showPage } from '../html/page.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { recordWords } from '../words/records.ts'

const notKnown = 'not-known'

const factOf = ({ service }: Tools, { form }: Visit): VocabularyFact | undefined =>
  service.rules.rulebook.factsByName.get(form.get('fact'))

/** What was chosen as right: a value, null for “not known”, or undefined if nothing was or it cannot be read. */
export const readShouldBe = (tools: Tools, visit: Visit): string | number | boolean | null | undefined => {
  const typed = visit.form.get('shouldBe')
  if (!visit.form.has('shouldBe')) return undefined
  const fact = factOf(tools, visit)
  if (typed === notKnown) return null
  switch (fact?.type) {
    case 'boolean':
      return typed === 'yes' ? true : typed === 'no' ? false : undefined
    case 'integer':
      return typed === '' ? null : /^-?\d{1,6}$/.test(typed) ? Number(typed) : undefined
    case 'date':
      return typed === '' ? null : typed
    default:
      return typed === '' ? undefined : typed
  }
}

/** The page on which somebody says what is right, in the way in which the question is asked. */
export const contestPage = (tools: Tools, visit: Visit, errors: readonly FieldError[]): PageReply => {
  const fact = factOf(tools, visit)
  const { form, params } = visit
  const kind = fact?.type === 'integer' || fact?.type === 'date' ? fact.type : fact === undefined ? 'text' : 'choice'
  return showPage(tools.service, {
    view: 'records/contest',
    title: recordWords.contestTitle,
    section: 'records',
    cache: 'none',
    errors,
    visitor: visit.visitor,
    model: {
      isPrivate: true,
      words: recordWords,
      id: params.id,
      fact: form.get('fact'),
      question: fact?.question ?? form.get('fact'),
      help: fact?.help ?? '',
      kind,
      items: fact === undefined || kind !== 'choice' ? [] : choicesOf(fact),
      shouldBe: form.get('shouldBe'),
      reason: form.get('reason'),
      once: form.get('once'),
    },
  })
}

const choicesOf = ({ values }: VocabularyFact) => [
  ...(values?.map(({ value, statement }) => ({ value, text: sentence(statement) })) ?? [
    { value: 'yes', text: sentence(recordWords.yes).replace(/\.$/, '') },
    { value: 'no', text: sentence(recordWords.no).replace(/\.$/, '') },
  ]),
  { value: notKnown, text: sentence(recordWords.notKnown).replace(/\.$/, '') },
]
