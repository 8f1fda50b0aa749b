import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { openRules } from '../rules/open-rules.ts'
import { schemaTexts } from '../rules/schema-files.ts'
import { chooseWritableRules, issueOf } from '../rules/writable.ts'
import { count } from '../terminal/layout.ts'
import { example } from '../terminal/options.ts'
import { type CommandContext, type ExitCode, exitCodes, print, refuse, type Terminal } from '../terminal/terminal.ts'
import { type FileText, writeOver } from '../terminal/write-over.ts'

/** Adds `schema`: writes the JSON Schemas of a directory of rules, by which an editor knows its words. */
export const addSchema = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('schema')
    .description(
      'write the JSON Schemas of a directory of rules into its folder “schema”, so that editors know its words',
    )
    .argument('[dir]', 'the directory; absent: RULES_DIR, or the rules of this checkout')
    .option('--check', 'write nothing, and fail if they are not as they would be written', false)
    .addHelpText('after', example('virtual-school schema rules'))
    .action(async (directory: string | undefined, { check }: { readonly check: boolean }) =>
      finish(await writeSchemas(directory, check, terminal)),
    )
}

const writeSchemas = async (given: string | undefined, isCheck: boolean, terminal: Terminal): Promise<ExitCode> => {
  const directory = chooseWritableRules(given, terminal)
  if (!directory.ok) return refuse(terminal, directory.issues, 'text')
  const rules = await openRules(directory.value, terminal, { whole: true })
  if (!rules.ok) return refuse(terminal, rules.issues, 'text')
  const folder = join(directory.value, 'schema')
  const made = schemaTexts(directory.value, rules.value.rulebook)
  const changed = await changedOf(made)
  if (isCheck && changed.length > 0) {
    await print(terminal, changed.map(one => `${one.file} is not as “virtual-school schema” writes it.`).join('\n'))
    return exitCodes.failed
  }
  try {
    await writeOver(changed)
  } catch {
    return refuse(terminal, [issueOf('unreadable', 'The schemas could not be written.', folder)], 'text')
  }
  const said = changed.length === 0 ? 'as they are already' : `${count(changed.length, 'file', 'files')} written`
  await print(terminal, `${folder}: ${count(made.length, 'schema', 'schemas')}, ${said}.`)
  return exitCodes.done
}

const changedOf = async (files: readonly (FileText & { readonly text: string })[]): Promise<readonly FileText[]> => {
  const held = await Promise.all(files.map(({ file }) => readFile(file, 'utf8').catch(() => undefined)))
  return files.filter(({ text }, i) => held[i] !== text)
}
