import { accepted, type Checked, refusal } from '../checked.ts'
import type { RecordRow } from '../database/schema.ts'
import { damagedWords } from '../events/decision-of.ts'
import type { Account } from '../explanation/account.ts'
import { accountOf } from '../explanation/account-of.ts'
import { accountAsHtml } from '../explanation/render-html.ts'
import { accountAsMarkdown } from '../explanation/render-markdown.ts'
import type { Reader } from '../keeping/by.ts'
import { readHead } from '../log/head.ts'
import { keptRulesOf } from '../log/kept-rules.ts'
import type { Records } from '../records.ts'
import { accountInput } from './account-input.ts'
import { openedFor } from './read-record.ts'

export const explanationFormats = ['json', 'markdown', 'html'] as const
export type ExplanationOfFormat = (typeof explanationFormats)[number]

export const renderAccount: Readonly<Record<ExplanationOfFormat, (account: Account) => string>> = {
  json: account => `${JSON.stringify(account, null, 2)}\n`,
  markdown: accountAsMarkdown,
  html: accountAsHtml,
}

/** Only a decision has an account; the record itself can be seen of everything. */
const noAccount = ({ about }: RecordRow): string => {
  const what =
    about === null
      ? 'This record is about no decision, so there is no account of it.'
      : 'This is the id of an event. Give that of the decision which it is about.'
  return `${what} It is shown as it is kept: over HTTP by GET /records/{id}, on the command line with --format record.`
}

/**
 * The account of one decision as text: JSON (`Account`), Markdown, or a page for print. That it was read is recorded first.
 * Issues where there is no decision of this id, or its rules are not kept; rejects where storage fails.
 */
export const explanationOf = async (
  records: Records,
  id: string,
  by: Reader,
  format: ExplanationOfFormat,
): Promise<Checked<string>> => {
  const read = await openedFor(records, id, by, { read: 'explanation', format })
  if (!read.ok) return read
  const { row, opened } = read.value
  const { envelope } = opened
  if (envelope === undefined) return refusal('malformed', '/id', damagedWords)
  if (row.type !== 'evaluated') return refusal('not-allowed-here', '/id', noAccount(row))
  const rules = await keptRulesOf(records.database, row.rules_digest ?? '')
  if (!rules.ok) return rules
  const head = await readHead(records.database.db)
  return accepted(
    renderAccount[format](
      accountOf(
        rules.value,
        await accountInput(records, { row, opened: { ...opened, envelope }, rules: rules.value, head }),
      ),
    ),
  )
}
