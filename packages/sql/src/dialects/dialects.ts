import type { Dialect } from './dialect.ts'
import { duckdb } from './duckdb.ts'
import { postgres } from './postgres.ts'
import { spark } from './spark.ts'
import { sqlite } from './sqlite.ts'
import { tsql } from './tsql.ts'

/** The engines for which queries are written. */
export const dialectNames = ['duckdb', 'postgres', 'spark', 'tsql', 'sqlite'] as const
/** A member of `dialectNames`. */
export type DialectName = (typeof dialectNames)[number]

/** How each engine’s queries are written. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { duckdb, postgres, spark, tsql, sqlite }
