import { chained, common, type Dialect, inDoubleQuotes, quoted } from './dialect.ts'

/** No whole number that a column can hold: what is not of the right kind is out of every range. */
const never = '-9223372036854775807'

/** SQLite 3.35 and later. Days are texts like 2026-11-22, a yes or no is 1 or 0. */
export const sqlite: Dialect = {
  name: 'sqlite',
  operations: {
    ...common,
    textFrom: (text, from) => `SUBSTR(${text}, ${from})`,
    whole: one => `CASE WHEN ${one} IS NULL THEN NULL WHEN typeof(${one}) = 'integer' THEN ${one} ELSE ${never} END`,
    bitOf: one => `CASE WHEN ${one} IS NULL THEN NULL WHEN typeof(${one}) = 'integer' THEN ${one} ELSE ${never} END`,
    dayNumber: one =>
      `CASE WHEN ${one} IS NULL THEN NULL WHEN date(${one}) = ${one} THEN CAST(julianday(${one}) - 2440587.5 AS INTEGER) ELSE ${never} END`,
    dayOf: one => `date(${one} * 86400, 'unixepoch')`,
    dayDigits: one =>
      `CASE WHEN ${one} IS NULL THEN NULL WHEN date(${one}) = ${one} THEN CAST(replace(${one}, '-', '') AS INTEGER) ELSE 9223372036854775807 END`,
    addMonths: (one, months) =>
      `MIN(date(${one}, 'start of month', (${months}) || ' months', '+' || (strftime('%d', ${one}) - 1) || ' days'), date(${one}, 'start of month', (${months} + 1) || ' months', '-1 day'))`,
    // SQLite knows no time zones: British summer time lasts from 01:00 of the last Sunday in March to that of October.
    today: () =>
      `date('now', CASE WHEN datetime('now') >= datetime(date(strftime('%Y', 'now') || '-04-01', '-1 day', '-6 days', 'weekday 0'), '+1 hour') AND datetime('now') < datetime(date(strftime('%Y', 'now') || '-11-01', '-1 day', '-6 days', 'weekday 0'), '+1 hour') THEN '+1 hour' ELSE '+0 hours' END)`,
  },
  number: value => `${value}`,
  text: quoted,
  identifier: inDoubleQuotes,
  longestIdentifier: 1_000,
  // Not in one another, for its parser goes only so deep.
  stack: chained,
  view: (name, query) => `DROP VIEW IF EXISTS ${name};\nCREATE VIEW ${name} AS\n${query}`,
}
