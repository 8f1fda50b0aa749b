import { randomUUID } from 'node:crypto'
import {
  type Account,
  type AccountPart,
  communicationRoles,
  communicationWays,
  explanationOf,
  readRecord,
  receiptOf,
} from '@virtual-school/records'
import { type FieldError, showPage } from '../html/page.ts'
import type { PageRoute, Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { recordWords } from '../words/records.ts'
import { sealChild } from './list.ts'
import { limitedPerChild, noRecord, type PageReading } from './reading.ts'
import { answerWordsOf } from './rows.ts'

/** What people can record about a decision here. */
export const acts = ['reviewed', 'overridden', 'communicated', 'contested'] as const
/** The name of one of them. */
export type Act = (typeof acts)[number]

/** What was wrong with what somebody wanted to record, and what they typed. */
export interface Typed {
  readonly act: Act
  readonly errors: readonly FieldError[]
}

/** What stands open, in this order: what people decided matters more than what was asked. */
const shownFirst: readonly AccountPart['id'][] = ['left', 'people', 'asked']
/** Parts that most readers do not need: they are folded. */
const folded: ReadonlySet<AccountPart['id']> = new Set(['found', 'rights', 'checks', 'workings'])

/** The page of one record: its account, what people did after it, and what they can record. */
export const recordPage = async (
  tools: Tools,
  visit: Visit,
  { records, by }: PageReading,
  typed?: Typed,
): Promise<PageReply> => {
  const { id = '' } = visit.params
  const explained = await explanationOf(records, id, by, 'json')
  if (!explained.ok)
    return explained.issues.some(one => one.pointer === '/id' && one.code !== 'unknown-name')
      ? otherRecord(tools, visit, { records, by })
      : noRecord(tools, visit)
  const account = JSON.parse(explained.value) as Account
  const { page, checks, record } = account
  return showPage(tools.service, {
    view: 'records/record',
    title: page.title,
    section: 'records',
    cache: 'none',
    errors: typed?.errors ?? [],
    status: typed === undefined ? 200 : 400,
    visitor: visit.visitor,
    model: {
      isPrivate: true,
      words: recordWords,
      id,
      page,
      shown: shownFirst.flatMap(name => page.parts.filter(part => part.id === name)),
      folded: page.parts.filter(part => folded.has(part.id)),
      state: account.state,
      checks: [
        recordWords.checks.receipt[checks.receipt],
        recordWords.checks.replay[checks.replay],
        recordWords.checks.rules[checks.rules],
      ],
      child: record.subject === undefined ? undefined : sealChild(tools, { subject: record.subject }),
      canWrite: account.state === 'whole' && visit.visitor?.scopes.has('records:write') === true,
      ...formsOf(tools, visit, account, typed),
    },
  })
}

const select = (entries: readonly (readonly [string, string])[], chosen: string) => [
  { value: '', text: recordWords.choose },
  ...entries.map(([value, text]) => ({ value, text, selected: value === chosen })),
]

/** What the forms offer, and what was typed into the one that was sent. */
const formsOf = ({ service }: Tools, { form }: Visit, { asked, found }: Account, typed: Typed | undefined) => {
  const decision = asked?.decision ?? ''
  const given = (name: string) => (typed === undefined ? '' : form.get(name))
  const answers = service.rules.rulebook.decisions.get(decision)?.answers.filter(one => one.id !== found?.answer) ?? []
  return {
    acts,
    opened: typed?.act,
    reason: given('reason'),
    once: given('once') || randomUUID(),
    outcomes: select(
      [
        ...answers.map(({ id }) => [id, answerWordsOf(service, decision, id)] as const),
        ['other', recordWords.otherOutcome],
      ],
      given('outcome'),
    ),
    roles: select(
      communicationRoles.map(one => [one, recordWords.roles[one]] as const),
      given('to'),
    ),
    ways: select(
      communicationWays.map(one => [one, recordWords.ways[one]] as const),
      given('way'),
    ),
    facts: select(
      (asked?.facts ?? []).map(({ name, label, value }) => [name, recordWords.told(label, valueWords(value))] as const),
      given('fact'),
    ),
  }
}

const valueWords = (value: string | number | boolean | null): string => {
  if (value === null) return recordWords.notKnown
  if (typeof value === 'boolean') return value ? recordWords.yes : recordWords.no
  return String(value)
}

/** What is no decision has no account: it leads to the decision that it is about. Of what is damaged nothing is shown. */
const otherRecord = async (tools: Tools, visit: Visit, { records, by }: Pick<PageReading, 'records' | 'by'>) => {
  const read = await readRecord(records, visit.params.id ?? '', by)
  if (!read.ok) return noRecord(tools, visit)
  const { state, envelope } = read.value
  const isDamaged = state === 'damaged' || envelope === null || envelope.type === 'evaluated'
  const about = envelope?.about
  const text = about === undefined ? recordWords.eventOfLog : recordWords.eventAbout
  return showPage(tools.service, {
    view: 'records/other',
    title: isDamaged ? recordWords.damaged : recordWords.eventTitle,
    section: 'records',
    cache: 'none',
    status: isDamaged ? 500 : 200,
    visitor: visit.visitor,
    model: { isPrivate: true, words: recordWords, text: isDamaged ? recordWords.damagedAbout : text, about },
  })
}

/** GET /records/:id. */
export const recordRoute: PageRoute = {
  method: 'get',
  path: '/records/:id',
  scope: 'records:read',
  isShared: true,
  answer: limitedPerChild(({ params: { id = '' } }) => ({ id }), recordPage),
}

/** GET /records/:id/receipt: a file to keep, which proves that the record is in the log. */
export const receiptRoute: PageRoute = {
  method: 'get',
  path: '/records/:id/receipt',
  scope: 'records:read',
  isShared: true,
  answer: limitedPerChild(
    ({ params: { id = '' } }) => ({ id }),
    async (tools, visit, { records, by }) => {
      const { id = '' } = visit.params
      const receipt = await receiptOf(records, id, by)
      if (!receipt.ok) return noRecord(tools, visit)
      return {
        status: 200,
        type: 'application/json; charset=utf-8',
        body: receipt.value,
        cache: 'none',
        headers: { 'Content-Disposition': `attachment; filename="receipt-${id}.json"` },
      }
    },
  ),
}
