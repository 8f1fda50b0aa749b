import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Issue, Rulebook } from '@virtual-school/rules'
import { directorySchemas } from '@virtual-school/rules/internal'
import { listRuleFiles } from './rule-files.ts'

/** The JSON Schemas of a directory of rules, each with the file below the directory in which it lies. */
export const schemaTexts = (directory: string, rulebook: Rulebook) =>
  Object.entries(directorySchemas(rulebook)).map(([kind, schema]) => ({
    file: join(directory, 'schema', `${kind}.schema.json`),
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }))

/**
 * Files that name a schema which is not there, in a directory that has its schemas: an editor finds none then, and says nothing.
 * A directory without schemas, and an address of the web, are let be.
 */
export const lostSchemas = async (directory: string): Promise<readonly Issue[]> => {
  if (!existsSync(join(directory, 'schema'))) return []
  const files = await listRuleFiles(directory)
  if (!files.ok) return []
  const issues = await Promise.all(files.value.map(file => lostSchemaOf(directory, file)))
  return issues.flatMap(issue => issue ?? [])
}

const lostSchemaOf = async (directory: string, file: string): Promise<Issue | undefined> => {
  const text = await readFile(join(directory, file), 'utf8')
  const line = text.split('\n').findIndex(one => one.includes('"$schema"'))
  const named = /"\$schema"\s*:\s*"([^"]*)"/.exec(text)?.[1]
  if (named === undefined || /^[a-z]+:/i.test(named)) return undefined
  const folder = dirname(join(directory, file))
  if (existsSync(join(folder, named))) return undefined
  const suggestion = relative(folder, join(directory, 'schema', named.split('/').at(-1)!)).replaceAll('\\', '/')
  const message = `There is no schema at this place, so editors do not help. Did you mean “${suggestion}”?`
  return { code: 'missing-file', pointer: '/$schema', file, line: line + 1, column: 3, message, suggestion }
}
