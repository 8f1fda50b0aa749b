import { common, type Dialect, nested } from './dialect.ts'

/** Spark SQL 3.4 and later. */
export const spark: Dialect = {
  name: 'spark',
  operations: {
    ...common,
    divide: (one, other) => `(${one} DIV ${other})`,
    whole: one => `CAST(${one} AS BIGINT)`,
    bitOf: one => `CAST(${one} AS BIGINT)`,
    dayNumber: one => `CAST(DATEDIFF(${one}, DATE'1970-01-01') AS BIGINT)`,
    dayOf: one => `DATE_ADD(DATE'1970-01-01', CAST(${one} AS INT))`,
    dayDigits: one => `CAST(YEAR(${one}) * 10000 + MONTH(${one}) * 100 + DAY(${one}) AS BIGINT)`,
    addMonths: (one, months) => `ADD_MONTHS(${one}, CAST(${months} AS INT))`,
    today: () =>
      `TO_DATE(FROM_UTC_TIMESTAMP(TO_UTC_TIMESTAMP(CURRENT_TIMESTAMP(), CURRENT_TIMEZONE()), 'Europe/London'))`,
  },
  number: value => `${value}L`,
  text: value => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  identifier: name => `\`${name.replaceAll('`', '``')}\``,
  longestIdentifier: 255,
  stack: nested(),
  view: (name, query) => `CREATE OR REPLACE TEMPORARY VIEW ${name} AS\n${query}`,
}
