import { join } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, draftRegister, errorCode, layOutJson, refused, rulesInNoEntry } from '@virtual-school/rules/internal'
import { chooseDocuments, readCopy } from '../../rules/documents.ts'
import { unknownName } from '../../rules/names.ts'
import { openRules } from '../../rules/open-rules.ts'
import { chooseWritableRules, issueOf } from '../../rules/writable.ts'
import { count } from '../../terminal/layout.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, type Terminal } from '../../terminal/terminal.ts'
import { writeNew } from '../../terminal/write-new.ts'
import { findSource } from './find.ts'

/** What `register new` takes. */
export interface NewOptions {
  readonly authority: string
  readonly documents?: string
  readonly rules?: string
  readonly format: string
}

/** `register new SOURCE`: writes the register of a source from the copy of its text. */
export const newRegister = async (source: string, options: NewOptions, terminal: Terminal): Promise<ExitCode> => {
  const drafted = await draft(source, options, terminal)
  if (!drafted.ok) return refuse(terminal, drafted.issues, options.format)
  const { file, register, unplaced } = drafted.value
  try {
    await writeNew(file, `${layOutJson(register, { isBroken: true })}\n`)
  } catch (error) {
    const isTaken = errorCode(error) === 'EEXIST'
    const message = isTaken
      ? `There is already a register here; it was left as it is. “virtual-school register update ${source}” brings it up to date.`
      : 'The register could not be written.'
    return refuse(terminal, [issueOf(isTaken ? 'duplicate-name' : 'unreadable', message, file)], options.format)
  }
  const open = register.entries.filter(one => one.class === 'open').length
  if (options.format === 'json')
    await printJson(terminal, { file, entries: register.entries.length, open, rulesInNoEntry: unplaced })
  else {
    const lines = [
      `${file}: ${count(register.entries.length, 'entry', 'entries')}, ${open} of them open.`,
      ...unplaced.map(
        name => `The rule “${name}” cites this source, and its words were not found. Name it where they stand.`,
      ),
      'Next: say of each entry what became of its sentence (class), by which rules or why by none (reason).',
      `      virtual-school register list ${source} shows those that are open, and so does check.`,
    ]
    await print(terminal, lines.join('\n'))
  }
  return exitCodes.done
}

const draft = async (source: string, options: NewOptions, terminal: Terminal) => {
  const opened = await openToWrite(options, terminal)
  if (!opened.ok) return opened
  const { rules, directory, documents } = opened.value
  const { authority } = options
  const known = findSource(rules, source)
  const held = rules.rulebook.authorities.get(authority)
  const issues = [
    ...(known.ok ? [] : known.issues),
    ...(held === undefined
      ? [
          unknownName(
            'unknown-authority',
            'authority',
            authority,
            rules.authorities.map(one => one.id),
            `A new one begins with ${join(directory, authority, 'authority.json')}: { "id": "${authority}", "name": "…" }`,
          ),
        ]
      : []),
  ]
  if (!known.ok || held === undefined) return refused(issues)
  const there = held.registers.find(one => one.source === source)
  if (there !== undefined) {
    const message = `There is already a register of “${source}”. “virtual-school register update ${source}” brings it up to date.`
    return refused([issueOf('duplicate-name', message, join(directory, there.file))])
  }
  const text = await readCopy(known.value, documents)
  if (!text.ok) return text
  const register = draftRegister(rules, source, authority, text.value)
  const entries = register.entries.map(one => ({ ...one, rules: one.rules ?? [] }))
  return accepted({
    file: join(directory, authority, 'registers', `${source}.json`),
    register,
    unplaced: rulesInNoEntry(rules.rulebook, { source, entries }, authority),
  })
}

/** Rules that may be written to, and where copies lie. */
export interface OpenedToWrite {
  readonly rules: Rules
  readonly directory: string
  readonly documents: string
}

/** Opens the rules of a directory that may be written to, with the folder of copies beside it. */
export const openToWrite = async (
  given: { readonly rules?: string; readonly documents?: string },
  terminal: Terminal,
): Promise<Checked<OpenedToWrite>> => {
  const directory = chooseWritableRules(given.rules, terminal)
  if (!directory.ok) return directory
  const documents = chooseDocuments(given.documents, directory.value)
  if (!documents.ok) return documents
  const rules = await openRules(directory.value, terminal, { whole: true })
  return rules.ok ? accepted({ rules: rules.value, directory: directory.value, documents: documents.value }) : rules
}
