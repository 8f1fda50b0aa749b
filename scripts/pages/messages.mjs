import { fillTemplate, table } from './template.mjs'

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
export const messagesPage = ({ issueCodes, cautionCodes, problems }) =>
  fillTemplate('messages', {
    issues: meaningsTable(issueCodes),
    cautions: meaningsTable(cautionCodes),
    problems: problemsTable(problems),
  })
