import { common, type Dialect, inDoubleQuotes, nested, quoted } from './dialect.ts'

/** PostgreSQL 12 and later. */
export const postgres: Dialect = {
  name: 'postgres',
  operations: {
    ...common,
    textFrom: (text, from) => `SUBSTRING(${text} FROM ${from})`,
    whole: one => `CAST(${one} AS BIGINT)`,
    bitOf: one => `CAST(CAST(${one} AS INTEGER) AS BIGINT)`,
    dayNumber: one => `CAST(${one} - DATE '1970-01-01' AS BIGINT)`,
    dayOf: one => `(DATE '1970-01-01' + CAST(${one} AS INTEGER))`,
    dayDigits: one => `CAST(TO_CHAR(${one}, 'YYYYMMDD') AS BIGINT)`,
    addMonths: (one, months) => `CAST(${one} + (${months}) * INTERVAL '1 month' AS DATE)`,
    today: () => `CAST(now() AT TIME ZONE 'Europe/London' AS DATE)`,
  },
  number: value => `${value}`,
  text: quoted,
  identifier: inDoubleQuotes,
  longestIdentifier: 63,
  // Without the fence PostgreSQL pulls the select up and writes each column out again at each use.
  stack: nested(' OFFSET 0'),
  view: (name, query) => `CREATE OR REPLACE VIEW ${name} AS\n${query}`,
}
