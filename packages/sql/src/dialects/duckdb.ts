import { common, type Dialect, inDoubleQuotes, nested, quoted } from './dialect.ts'

/** DuckDB 1.0 and later. */
export const duckdb: Dialect = {
  name: 'duckdb',
  operations: {
    ...common,
    divide: (one, other) => `(${one} // ${other})`,
    whole: one => `CAST(${one} AS BIGINT)`,
    bitOf: one => `CAST(${one} AS BIGINT)`,
    dayNumber: one => `CAST(date_diff('day', DATE '1970-01-01', ${one}) AS BIGINT)`,
    dayOf: one => `(DATE '1970-01-01' + CAST(${one} AS INTEGER))`,
    dayDigits: one => `CAST(year(${one}) * 10000 + month(${one}) * 100 + day(${one}) AS BIGINT)`,
    addMonths: (one, months) => `CAST(${one} + INTERVAL (${months}) MONTH AS DATE)`,
    today: () => `CAST(now() AT TIME ZONE 'Europe/London' AS DATE)`,
  },
  number: value => (value < 2_147_483_648n && value > -2_147_483_648n ? `${value}` : `CAST(${value} AS BIGINT)`),
  text: quoted,
  identifier: inDoubleQuotes,
  longestIdentifier: 255,
  stack: nested(),
  view: (name, query) => `CREATE OR REPLACE VIEW ${name} AS\n${query}`,
}
