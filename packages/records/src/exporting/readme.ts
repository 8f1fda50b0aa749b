import { dateInWords, listed } from '@virtual-school/rules'
import type { Envelope } from '../envelope.ts'

/** What the page at the front of an export tells of. */
export interface Exported {
  readonly log: string
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly decisions: readonly { readonly folder: string; readonly question: string; readonly envelope: Envelope }[]
  readonly eventsCount: number
  /** When records that had been kept under the child’s reference in error were moved to another; ISO 8601 in UTC. */
  readonly movedAway: readonly string[]
}

const decisionLine = ({ folder, question, envelope }: Exported['decisions'][number]): string =>
  `- ${dateInWords(envelope.recordedAt.slice(0, 10))}: ${question} ([page](${folder}/account.html), [text](${folder}/account.md), [data](${folder}/account.json))`

const many = (count: number, one: string): string => `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`

const contents = [
  'account.html, to read or print',
  'account.md, the same as plain text',
  'account.json, the same as data, with every step',
  'receipt.json, the proof',
]

const movedLines = (movedAway: readonly string[]): string =>
  movedAway
    .map(
      time =>
        `\nOn ${dateInWords(time.slice(0, 10))} a record that had been kept under this child’s reference in error was moved to the right one. It is about somebody else, so nothing of it is in this folder.\n`,
    )
    .join('')

/** The page at the front, in plain English. It names no child: the reader knows whose it is. */
export const readmeOf = ({ log, at, decisions, eventsCount, movedAway }: Exported): string => `# What is recorded

This folder is a copy of everything that the log “${log}” holds about one child and that can still be read: ${many(decisions.length, 'finding')} and ${many(eventsCount, 'record')} of what people did about them. It was made on ${dateInWords(at.slice(0, 10))}.

A computer compared what it was told with written rules, and told people what it found. It decided nothing: a person decides. The pages say what it was told, what it found, why, and what people recorded afterwards.

## The findings

${decisions.map(decisionLine).join('\n')}
${movedLines(movedAway)}
## How to read it

Open \`account.html\` of a finding with any browser; it needs no network. Begin with the box at the top. Each finding has a folder with ${listed(contents, 'and')}.

\`events\` holds what people recorded, a file each, in order, with its proof. Times are in UTC. Where something is said to be erased, it can be read by nobody any more.

If something is wrong, or was not known, tell the council: each page says how, and what you can ask for.

## How to check it

Nobody has to believe this folder. Every record was put into a log that is signed, and each receipt proves that its record is in that log, as it was written:

\`\`\`sh
virtual-school records verify decisions/001/receipt.json --key log.pub --checkpoint checkpoint.txt
\`\`\`

That needs no network and no access to the council’s systems. Ask the council for its key and compare it with \`log.pub\`; ask whoever keeps checkpoints for an older one, to see that nothing was taken away since. The proofs show that a record is unchanged. They cannot show that what the computer was told was true.
`
