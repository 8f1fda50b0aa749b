import { table } from './markdown-table.mjs'

/** What a word means. @typedef {Readonly<Record<string, string>>} Meanings */
/** @typedef {Readonly<Record<string, { status: number, title: string, meaning: string, remedy: string }>>} Problems */

/** @param {Meanings} meanings */
const meaningsTable = meanings =>
  table(
    ['Code', 'Meaning'],
    Object.entries(meanings).map(([code, meaning]) => [`\`${code}\``, meaning]),
  )

/** @param {Problems} problems */
const problemsTable = problems =>
  table(
    ['Status', 'Type', 'When it comes', 'What to do'],
    Object.entries(problems).map(([slug, { status, meaning, remedy }]) => [
      String(status),
      `\`/problems/${slug}\``,
      meaning,
      remedy,
    ]),
  )

/**
 * `docs/messages.md`: everything that can be said to refuse, or to warn.
 * @param {{ issueCodes: Meanings, cautionCodes: Meanings, problems: Problems }} tables
 */
export const messagesPage = ({ issueCodes, cautionCodes, problems }) => `# Messages

<!-- Generated from the tables in the code by \`npm run generate\`. -->

Codes are for programs and never change their meaning; the words beside them are for people and may be improved.

## Issues

An issue refuses a rule file or a request. It has a \`code\`, a JSON Pointer to the place, a \`message\` that says what was expected and what to do, and, where there is one, the nearest right word as \`suggestion\`; about a file, also \`file\`, \`line\` and \`column\`. All issues come at once, and none repeats the value of a fact.

${meaningsTable(issueCodes)}

## Cautions

A caution stands in a decision, beside the names of the rules that it is about. It does not change the answer: it says what a careful reader should know before relying on it.

${meaningsTable(cautionCodes)}

## Problems of the HTTP service

Every refusal over HTTP is \`application/problem+json\` (RFC 9457). Its \`type\` is one of these, served as a page by the service itself; its \`issues\` are those above.

${problemsTable(problems)}
`
