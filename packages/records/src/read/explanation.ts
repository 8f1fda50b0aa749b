import { unpackTrace } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted } from '@virtual-school/rules/internal'
import type { Account, AccountInput, OpenedDecision, RecordChecks } from '../account/account.ts'
import { accountOf } from '../account/build.ts'
import { accountAsHtml, accountAsMarkdown } from '../account/render.ts'
import type { Records } from '../append/records.ts'
import type { RecordRow } from '../database/schema.ts'
import { readLaterEvents } from '../events/events-of.ts'
import { recordIsDamaged } from '../find/record.ts'
import { verifierKeysOf } from '../log/events.ts'
import { type Head, readHead } from '../log/head.ts'
import { readRecordedRules } from '../log/rules.ts'
import type { Reader } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import type { Envelope } from '../model/envelope.ts'
import type { DecisionPayload } from '../model/payload.ts'
import { verifyReceipt } from '../receipt/verify-receipt.ts'
import { replayOne } from '../replay/replay-one.ts'
import type { OpenedRecord } from '../unseal/payload.ts'
import { writeReceiptAt } from './proofs.ts'
import { openForReader } from './read-record.ts'

/** The kept decision with its full trace, which the kept rules give; null for the trace if they do not fit it. */
const addTrace = (rules: Rules | undefined, { request, result, evaluation }: DecisionPayload): OpenedDecision => {
  const skeleton = rules?.evaluate({ ...request, trace: 'full' })
  const trace =
    skeleton === undefined || 'issues' in skeleton || skeleton.trace === null
      ? undefined
      : unpackTrace(skeleton.trace, evaluation)
  return { request, result, trace: trace?.ok ? trace.value : null }
}

/** Deciding again is fast enough to be done whenever somebody reads. */
const checkReplay = async (opened: OpenedRecord, rules: Rules | undefined): Promise<RecordChecks['replay']> => {
  if (opened.state !== 'decision' || rules === undefined) return 'not-checked'
  return (await replayOne(opened, rules, ['rules', 'json-rules-engine'])).length === 0 ? 'same' : 'different'
}

interface Accounted {
  readonly row: RecordRow
  /** With an envelope that could be read. */
  readonly opened: OpenedRecord & { readonly envelope: Envelope }
  /** Those that decided, as they were kept; undefined: they are not to be had. */
  readonly rules: Rules | undefined
  /** What the receipt is checked against. */
  readonly head: Head
}

/** All that an account of a decision is made of. */
export const gatherAccountInput = async (
  records: Records,
  { row, opened, rules, head }: Accounted,
): Promise<AccountInput> => {
  const receipt = await writeReceiptAt(records, row, head)
  const { verdict } = verifyReceipt(receipt, { verifierKey: await verifierKeysOf(records) })
  return {
    envelope: opened.envelope,
    opened: opened.state === 'decision' ? addTrace(rules, opened.payload) : null,
    events: await readLaterEvents(records, row),
    checks: {
      rules: rules === undefined ? 'not-kept' : 'kept',
      receipt: verdict === 'genuine' && opened.state !== 'damaged' ? 'verified' : 'failed',
      replay: await checkReplay(opened, rules),
    },
  }
}

/** The formats of an account. */
export const explanationFormats = ['json', 'markdown', 'html'] as const
/** One of `explanationFormats`. */
export type ExplanationOfFormat = (typeof explanationFormats)[number]

/** Renders an account as text, by its format. */
export const renderAccount: Readonly<Record<ExplanationOfFormat, (account: Account) => string>> = {
  json: account => `${JSON.stringify(account, null, 2)}\n`,
  markdown: accountAsMarkdown,
  html: accountAsHtml,
}

/** Only a decision has an account; the record itself can be seen of everything. */
const renderNoAccount = ({ about }: RecordRow): string => {
  const what =
    about === null
      ? 'This record is about no decision, so there is no account of it.'
      : 'This is the id of an event. Give that of the decision which it is about.'
  return `${what} It is shown as it is kept: over HTTP by GET /records/{id}, on the command line with --format record.`
}

/**
 * The account of one decision as text: JSON (`Account`), Markdown, or a page for print. That it was read is recorded first.
 * Issues if there is no decision of this id, or its rules are not kept; rejects if storage fails.
 */
export const explanationOf = async (
  records: Records,
  id: string,
  by: Reader,
  format: ExplanationOfFormat,
): Promise<Checked<string>> => {
  const read = await openForReader(records, id, by, { read: 'explanation', format })
  if (!read.ok) return read
  const { row, opened } = read.value
  const { envelope } = opened
  if (envelope === undefined) return refusal('malformed', '/id', recordIsDamaged)
  if (row.type !== 'evaluated') return refusal('not-allowed-here', '/id', renderNoAccount(row))
  const rules = await readRecordedRules(records.database, row.rules_digest ?? '')
  if (!rules.ok) return rules
  const head = await readHead(records.database.db)
  return accepted(
    renderAccount[format](
      accountOf(
        rules.value,
        await gatherAccountInput(records, { row, opened: { ...opened, envelope }, rules: rules.value, head }),
      ),
    ),
  )
}
