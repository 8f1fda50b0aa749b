import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import {
  accepted,
  compareRegister,
  editJson,
  type JsonEdit,
  listRelocations,
  type RegisterComparison,
  refused,
} from '@virtual-school/rules/internal'
import { todayInEngland } from '../../requests/request.ts'
import { readCopy, readEarlierCopies } from '../../rules/documents.ts'
import { listRuleFiles } from '../../rules/rule-files.ts'
import { issueOf } from '../../rules/writable.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, type Terminal } from '../../terminal/terminal.ts'
import { type FileText, writeOver } from '../../terminal/write-over.ts'
import { type FoundRegister, findRegisters, findSource } from './find.ts'
import { openToWrite } from './new.ts'
import { comparisonAsData, comparisonLines } from './update-text.ts'

/** What `register update` takes. */
export interface UpdateOptions {
  readonly authority?: string
  readonly write: boolean
  readonly documents?: string
  readonly rules?: string
  readonly format: string
}

/** `register update SOURCE`: holds a register against the copy that its source names now and, if asked, writes what follows. */
export const updateRegister = async (source: string, options: UpdateOptions, terminal: Terminal): Promise<ExitCode> => {
  const compared = await compare(source, options, terminal)
  if (!compared.ok) return refuse(terminal, compared.issues, options.format)
  const { comparison, found, directory, day } = compared.value
  const planned = await plan(source, comparison, found, directory, day)
  if (!planned.ok) return refuse(terminal, planned.issues, options.format)
  if (options.write) {
    try {
      await writeOver(planned.value)
    } catch {
      return refuse(
        terminal,
        [issueOf('unreadable', 'Not all files could be written. Ask again.', directory)],
        options.format,
      )
    }
  }
  const files = planned.value.map(one => one.file)
  const said = { source, file: join(directory, found.register.file), comparison, files, isWritten: options.write }
  if (options.format === 'json') await printJson(terminal, comparisonAsData(said))
  else await print(terminal, comparisonLines(said).join('\n'))
  return exitCodes.done
}

const compare = async (source: string, options: UpdateOptions, terminal: Terminal) => {
  const opened = await openToWrite(options, terminal)
  if (!opened.ok) return opened
  const { rules, directory, documents } = opened.value
  const known = findSource(rules, source)
  if (!known.ok) return known
  const registers = findRegisters(rules, source, options.authority)
  if (!registers.ok) return registers
  const [found, other] = registers.value
  if (found === undefined || other !== undefined) {
    const whose = registers.value.map(one => one.authority.id).join(', ')
    return refused([
      issueOf(
        'missing-member',
        `Several authorities have a register of “${source}”: name one with --authority: ${whose}.`,
      ),
    ])
  }
  const text = await readCopy(known.value, documents)
  if (!text.ok) return text
  const earlier = await readEarlierCopies(known.value, documents)
  const comparison = compareRegister(rules.rulebook, found.register, text.value, earlier)
  return accepted({ comparison, found, directory, day: known.value.retrieved ?? todayInEngland(terminal.now()) })
}

/** The files that are to say something else, as they are to be. */
const plan = async (
  source: string,
  comparison: RegisterComparison,
  { register }: FoundRegister,
  directory: string,
  day: string,
): Promise<Checked<readonly FileText[]>> => {
  const files = await listRuleFiles(directory)
  if (!files.ok) return files
  const changed: FileText[] = []
  for (const path of files.value) {
    const file = join(directory, path)
    const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
    const moved = listRelocations(JSON.parse(text), source, comparison.relocate)
    const edits = [
      ...moved.map(({ path: at, locator }): JsonEdit => ({ kind: 'set', path: at, value: locator })),
      ...(path === register.file ? registerEdits(comparison, day) : []),
    ]
    const edited = edits.length === 0 ? text : editJson(text, edits)
    if (edited !== text) changed.push({ file, text: edited })
  }
  return accepted(changed)
}

/** New sentences become open entries in their place, those that are gone are marked, those that are back are no more. */
const registerEdits = ({ added, lost, returned }: RegisterComparison, day: string): readonly JsonEdit[] => [
  ...lost.map(({ entry }): JsonEdit => ({ kind: 'set', path: ['entries', entry, 'gone'], value: day })),
  ...returned.flatMap(({ entry, place }): readonly JsonEdit[] => [
    { kind: 'set', path: ['entries', entry, 'locator'], value: place },
    { kind: 'remove', path: ['entries', entry, 'gone'] },
  ]),
  ...added.map(
    ({ after, locator, passage }): JsonEdit => ({
      kind: 'insert',
      path: ['entries'],
      before: after + 1,
      value: { locator, passage, class: 'open' },
    }),
  ),
]
