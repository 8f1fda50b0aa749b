/** Each question as one query, for engines that hold a council’s tables. */

export type { ColumnAbout, PlainKind, ResultColumn } from './columns.ts'
export { type DialectName, dialectNames } from './dialects/dialects.ts'
export { type SelfCheck, type SelfCheckRequest, writeSelfCheck } from './self-check.ts'
export { loadTableMap, type TableMapName, tableMapNames } from './tables/load.ts'
export type {
  CareTable,
  ColumnTelling,
  DeathRecord,
  FactTelling,
  FactTold,
  FactValue,
  RowPick,
  TableMap,
} from './tables/map.ts'
export { type SqlRequest, type WrittenSql, writeSql } from './write-sql.ts'
