import { common, type Dialect, nested, quoted } from './dialect.ts'

/** SQL Server 2016 and later, and Azure SQL. */
export const tsql: Dialect = {
  name: 'tsql',
  operations: {
    ...common,
    concat: (...of) => `CONCAT(${of.join(', ')})`,
    // The server compares without regard to case and to blanks at the end, whatever the column’s collation.
    isText: (one, other) => `CONCAT(${one}, N'.') COLLATE Latin1_General_BIN2 = CONCAT(${other}, N'.')`,
    whole: one => `CAST(${one} AS BIGINT)`,
    bitOf: one => `CAST(${one} AS BIGINT)`,
    dayNumber: one => `CAST(DATEDIFF(DAY, CAST('1970-01-01' AS DATE), ${one}) AS BIGINT)`,
    dayOf: one => `DATEADD(DAY, CAST(${one} AS INT), CAST('1970-01-01' AS DATE))`,
    dayDigits: one => `CAST(YEAR(${one}) * 10000 + MONTH(${one}) * 100 + DAY(${one}) AS BIGINT)`,
    addMonths: (one, months) => `DATEADD(MONTH, CAST(${months} AS INT), ${one})`,
    today: () => `CAST(SYSDATETIMEOFFSET() AT TIME ZONE 'GMT Standard Time' AS DATE)`,
  },
  number: value => (value < 2_147_483_648n && value > -2_147_483_648n ? `${value}` : `CAST(${value} AS BIGINT)`),
  text: value => `N${quoted(value)}`,
  identifier: name => `[${name.replaceAll(']', ']]')}]`,
  longestIdentifier: 128,
  // The rows are all of them: the TOP keeps the server from writing columns out again at each use.
  stack: nested('', 'SELECT TOP (9223372036854775807)'),
  view: (name, query) => `CREATE OR ALTER VIEW ${name} AS\n${query}`,
}
