import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packages } from '../scripts/places.mjs'
import { sourcesIn } from './support/sources.ts'

/**
 * A file answers one question that a reader asks. One of so few lines that a single file in its folder imports is no answer but a
 * piece of one: it belongs into that file.
 */
const smallLinesCount = 40

/** Files that may be so, by package, because they answer a question all the same. These lists may only shrink. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // A form is one object of a list, as its neighbours are.
  rules: [
    'compile/accepted-findings.ts',
    'evaluate/program/facts-read.ts',
    'language/forms/classify.ts',
    'language/forms/collect.ts',
    'language/forms/permit.ts',
  ],
  verify: [],
  records: [],
  mcp: [],
  caseload: [],
  // An engine is one row of a list, as its longer neighbours would be.
  sql: ['dialects/duckdb.ts', 'dialects/postgres.ts', 'dialects/spark.ts', 'dialects/sqlite.ts', 'dialects/tsql.ts'],
  pages: [],
  api: [],
  // The first is loaded only when a command under `records` is called; the second is one of a list, as its longer neighbours are.
  cli: ['commands/records/commands.ts', 'commands/records/show.ts'],
}

describe.each(packages)('small files of packages/%s', name => {
  const home = `packages/${name}/src`
  const sources = sourcesIn(home)
  const importersOf = (path: string): readonly string[] =>
    sources.filter(one => one.importedFiles.includes(path)).map(one => one.path)

  it('have more than one importer, or one in another folder', () => {
    const found = sources
      .filter(one => one.linesCount <= smallLinesCount)
      .filter(({ path }) => {
        const importers = importersOf(path)
        return importers.length === 1 && posix.dirname(importers[0]!) === posix.dirname(path)
      })
      .map(one => one.path.slice(home.length + 1))
    expect(found).toEqual(exceptions[name])
  })
})
