import type { ExplanationEntry, ExplanationSection } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { AccountPage, AccountPart, LaterEvent } from '../account/account.ts'
import { accountOf } from '../account/build.ts'
import { renderAccountPage } from '../account/render.ts'
import { renderInstant } from '../account/when-and-who.ts'
import type { Records } from '../append/records.ts'
import type { RecordRow } from '../database/schema.ts'
import { recordIsDamaged } from '../find/record.ts'
import type { Head } from '../log/head.ts'
import { gatherAccountInput, renderAccount } from '../read/explanation.ts'
import { writeReceiptAt } from '../read/proofs.ts'
import { openRecord } from '../unseal/open.ts'
import type { WriteFile } from './folder.ts'
import { buildLetterFinding, type LetterFinding } from './letter-findings.ts'
import type { VerifyFinding } from './verify-page.ts'

/** What stands under a finding in the words of `buildExplanation`: the rules behind it, with their sources. */
const isRule = ({ lead }: ExplanationEntry): boolean => lead === 'Rule' || lead === 'Rules'

const dropRules = ({ under, ...entry }: ExplanationEntry): ExplanationEntry => {
  const left = (under ?? []).filter(one => !isRule(one)).map(dropRules)
  return left.length === 0 ? entry : { ...entry, under: left }
}

const shortenSection = (section: ExplanationSection): ExplanationSection => ({
  ...section,
  entries: section.entries.map(dropRules),
})

/** The account for a person who wants to know what was asked, found and done: without the rules behind each line and the workings. */
const dropWorkings = (page: AccountPage): AccountPage => ({
  ...page,
  parts: page.parts
    .filter(({ id }) => id !== 'workings')
    .map(
      (part): AccountPart => (part.id === 'found' ? { ...part, sections: part.sections.map(shortenSection) } : part),
    ),
})

/** The annex: all that was found, with every rule behind it, and how it was worked out. Undefined if the contents are gone. */
const buildWorkings = (page: AccountPage): AccountPage | undefined => {
  const parts = page.parts.filter(({ id }) => id === 'found' || id === 'workings')
  return parts.length === 0 ? undefined : { ...page, title: `How it was worked out: ${page.title}`, brief: [], parts }
}

/** What every finding of a copy is written with. */
export interface Copying {
  /** All receipts are against this one. */
  readonly head: Head
  readonly write: WriteFile
  /** The events of the copy, as it tells them. */
  readonly told: (events: readonly LaterEvent[]) => readonly LaterEvent[]
  /** The council’s name and its reference, for the foot of each page. */
  readonly foot: string
  /** How to reach the council; undefined: it was not said. */
  readonly contact: string | undefined
  /** The digest of the rules in use now. */
  readonly activeRules: string | undefined
}

/** What the letter and the page of checks need of a finding that was written. */
export interface WrittenFinding {
  readonly letter: LetterFinding
  readonly verify: VerifyFinding
}

const links = {
  letter: { href: '../../index.html', text: 'Back to the letter' },
  account: { href: 'account.html', text: 'Back to the finding' },
  workings: { href: 'workings.html', text: 'Every rule and every step' },
}

/** Writes the folder of one finding: its account, the workings apart, the same as text and data, what was sealed, and the receipt. */
export const writeFinding = async (
  records: Records,
  copying: Copying,
  { row, rules, number }: { readonly row: RecordRow; readonly rules: Rules; readonly number: number },
): Promise<WrittenFinding> => {
  const { head, write, told, foot, contact, activeRules } = copying
  const opened = await openRecord(records, row)
  const { envelope } = opened
  if (envelope === undefined) throw new Error(recordIsDamaged)
  const read = await gatherAccountInput(records, { row, opened: { ...opened, envelope }, rules, head })
  const input = { ...read, events: told(read.events), sentBy: foot, ...(contact === undefined ? {} : { contact }) }
  const account = accountOf(rules, input)
  const folder = `decisions/${String(number).padStart(3, '0')}`
  const workings = buildWorkings(account.page)
  const beside = [links.letter, ...(workings === undefined ? [] : [links.workings])]
  await write(`${folder}/account.html`, renderAccountPage(dropWorkings(account.page), beside))
  if (workings !== undefined)
    await write(`${folder}/workings.html`, renderAccountPage(workings, [links.letter, links.account]))
  await write(`${folder}/account.md`, renderAccount.markdown(account))
  await write(`${folder}/account.json`, renderAccount.json(account))
  const payload = account.state === 'whole' && opened.state === 'decision' ? opened.text : null
  if (payload !== null) await write(`${folder}/record.json`, payload)
  const receipt = await writeReceiptAt(records, row, head)
  await write(`${folder}/receipt.json`, receipt)
  const isByOldRules = activeRules !== undefined && activeRules !== row.rules_digest
  const letter = buildLetterFinding(rules.rulebook, input, { number, folder, isByOldRules })
  const { question, recordedAt } = letter
  return { letter, verify: { number, folder, question, when: renderInstant(recordedAt), receipt, payload } }
}
