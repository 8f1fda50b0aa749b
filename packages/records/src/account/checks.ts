import type { ExplanationEntry } from '@virtual-school/rules'
import type { Envelope } from '../model/envelope.ts'
import type { AccountPart, RecordChecks } from './account.ts'
import { renderClient, renderInstant } from './when-and-who.ts'

const words: { readonly [K in keyof RecordChecks]: Readonly<Record<RecordChecks[K], string>> } = {
  receipt: {
    verified: 'Yes. The record is in the signed log as it was written.',
    failed:
      'No. The record is not in the signed log as it stands here. Do not rely on it until somebody has found out why.',
    'not-checked': 'This was not checked for this page.',
  },
  rules: {
    kept: 'Yes. They are kept whole, and their fingerprint is the one that the record names.',
    'not-kept': 'No. The rules that the record names are missing, or are other rules.',
    'not-checked': 'This was not checked for this page.',
  },
  replay: {
    same: 'Yes. Deciding again, from what was kept, gave the same.',
    different: 'No. Deciding again gave something else. Do not rely on this until somebody has found out why.',
    'not-checked': 'This was not tried for this page.',
  },
}

/** Where the record stands, and what was found when it was checked. */
export const buildChecksPart = (record: Envelope, checks: RecordChecks): AccountPart => ({
  id: 'checks',
  heading: 'The record, and whether it can be relied on',
  lead: [
    'These checks can show that a record was not changed. They cannot show that what the computer was told is true, nor that the rules say what the law says.',
  ],
  sections: [
    { heading: 'The record', entries: buildRecordEntries(record) },
    {
      heading: 'What was checked',
      entries: [
        { lead: 'Whether the record is unchanged', text: words.receipt[checks.receipt] },
        { lead: 'Whether the rules that were used are kept', text: words.rules[checks.rules] },
        { lead: 'Whether the rules still give the same finding', text: words.replay[checks.replay] },
      ],
    },
  ],
})

const buildRecordEntries = (record: Envelope): readonly ExplanationEntry[] => [
  { lead: 'Reference', text: record.id },
  { lead: 'Recorded', text: `${renderInstant(record.recordedAt)} (in the log, in UTC: ${record.recordedAt})` },
  { lead: 'Place in the log', text: `number ${record.seq} of ${record.log}` },
  { lead: 'Asked', text: renderClient(record.client) },
  ...buildOptionalEntry('Asked by the member of staff with the reference', record.actor),
  ...buildOptionalEntry('Number given by the system that asked', record.correlation),
  ...buildOptionalEntry('Version of the rules', record.rules?.version),
  ...buildOptionalEntry('Fingerprint of the rules', record.rules?.digest),
  { lead: 'Version of the program', text: record.engine },
]

const buildOptionalEntry = (lead: string, text: string | undefined): readonly ExplanationEntry[] =>
  text === undefined ? [] : [{ lead, text }]
