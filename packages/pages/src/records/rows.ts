import type { ListItem } from '@virtual-school/records'
import { sentence } from '@virtual-school/rules'
import type { Tools } from '../html/route.ts'
import { recordWords } from '../words/records.ts'
import { timeInWords } from '../words/when.ts'

type Words = Pick<Tools['service'], 'rules'>

/** A question by its id, in words if the rules of today know it. */
export const questionWords = ({ rules }: Words, decision: string): string =>
  rules.rulebook.decisions.get(decision)?.question ?? decision

/** A council by its id. */
export const councilWords = ({ rules }: Words, authority: string): string =>
  rules.rulebook.authorities.get(authority)?.name ?? authority

/** An answer of a question by its id. */
export const answerWordsOf = ({ rules }: Words, decision: string, answer: string): string => {
  const found = rules.rulebook.decisions.get(decision)?.answers.find(one => one.id === answer)
  return found === undefined ? answer : sentence(found.summary)
}

/** One record as a row of a list. What is about a decision leads to that. */
export const listRow = ({ service }: Tools, { envelope, found, isCorrected }: ListItem) => {
  const { id, about, type, decision, authority, recordedAt, client, actor, realm } = envelope
  const isDecision = type === 'evaluated'
  const leadsTo = isDecision ? id : about
  return {
    href: leadsTo === undefined ? undefined : `${service.base}/records/${leadsTo}`,
    title: decision === undefined ? recordWords.types[type] : questionWords(service, decision),
    type: isDecision ? '' : (recordWords.types[type] ?? type),
    answer: isDecision ? answerOf({ service }, decision ?? '', found) : '',
    council: authority === undefined ? '' : councilWords(service, authority),
    when: timeInWords(recordedAt),
    by: recordWords.by(client === service.access.local.client ? undefined : client, actor),
    realm: realm ?? '',
    isCorrected,
  }
}

const answerOf = ({ service }: Pick<Tools, 'service'>, decision: string, found: ListItem['found']): string => {
  if (found === null) return recordWords.erased
  return found.answer === null ? recordWords.noAnswer : answerWordsOf(service, decision, found.answer)
}
