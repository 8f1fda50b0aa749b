import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type RuleFile, readRules } from '@virtual-school/rules'
import { errorCode, layOutJson, readPublishedFiles } from '@virtual-school/rules/internal'
import { schemaTexts } from '../../rules/schema-files.ts'
import { issueOf } from '../../rules/writable.ts'
import { count } from '../../terminal/layout.ts'
import { type ExitCode, exitCodes, print, refuse, type Terminal } from '../../terminal/terminal.ts'
import { type FileText, writeOver } from '../../terminal/write-over.ts'

const everything = { whole: true, codes: true, releases: true }

/** `rules copy DIR`: writes the rules that this command carries into a folder of your own, where they can be edited. */
export const copyRules = async (folder: string, terminal: Terminal): Promise<ExitCode> => {
  const held = await filesIn(folder)
  if (held !== 0) {
    const message = 'The rules are copied into a new folder, or one that is empty. Name another.'
    return refuse(terminal, [issueOf('not-allowed-here', message, folder)], 'text')
  }
  const files = await readPublishedFiles(everything)
  if (!files.ok) return refuse(terminal, files.issues, 'text')
  const rules = readRules(files.value)
  if (!rules.ok) return refuse(terminal, rules.issues, 'text')
  const { version, rulebook } = rules.value
  const made = [...files.value.map(file => textOf(folder, file)), ...schemaTexts(folder, rulebook)]
  try {
    await writeOver(made)
  } catch {
    return refuse(terminal, [issueOf('unreadable', 'The rules could not be written.', folder)], 'text')
  }
  await print(terminal, `${folder}: the rules ${version}, ${count(made.length, 'file', 'files')}.`)
  return exitCodes.done
}

const textOf = (folder: string, { path, value }: RuleFile): FileText => ({
  file: join(folder, path),
  text: `${layOutJson(value, { isBroken: true })}\n`,
})

/** How many files lie in a folder; none if it is not there, undefined if it cannot be read. */
const filesIn = async (folder: string): Promise<number | undefined> => {
  try {
    return (await readdir(folder)).length
  } catch (thrown) {
    return errorCode(thrown) === 'ENOENT' ? 0 : undefined
  }
}
