import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Checked, type Issue, isCivilDate } from '@virtual-school/rules'
import { firstDayOf, refused } from '@virtual-school/rules/internal'
import { issueOf } from '../../rules/writable.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, type Terminal } from '../../terminal/terminal.ts'
import { keepCopy, sayWhatIsKept } from './keep-copy.ts'
import { editSources, openSourceFiles, type SourceFiles } from './sources-file.ts'

/** What `source add` takes. */
export interface AddOptions {
  readonly file: string
  readonly authority: string
  readonly title: string
  readonly publisher: string
  readonly kind: string
  readonly address?: string
  readonly published?: string
  readonly documents?: string
  readonly rules?: string
  readonly format: string
}

/** `source add ID`: keeps a copy of a text with its day and enters it in `sources.json`. */
export const addSource = async (id: string, options: AddOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openSourceFiles(id, options, terminal)
  if (!opened.ok) return refuse(terminal, opened.issues, options.format)
  const { rules, sources, copy } = opened.value
  const edited = enter(id, options, opened.value)
  if (!edited.ok) return refuse(terminal, edited.issues, options.format)
  const kept = await keepCopy(copy, { file: sources.file, text: edited.value })
  if (!kept.ok) return refuse(terminal, kept.issues, options.format)
  const next = nextSteps(id, options.authority, rules)
  if (options.format === 'json') await printJson(terminal, { source: id, sources: sources.file, copy: copy.file, next })
  else {
    const lines = [
      `${sources.file}: “${id}” is entered after the others.`,
      ...sayWhatIsKept(copy, kept.value),
      ...next.map((one, i) => `${i === 0 ? 'Next: ' : '      '}${one}`),
    ]
    await print(terminal, lines.join('\n'))
  }
  return exitCodes.done
}

const enter = (
  id: string,
  { authority, title, publisher, kind, address, published }: AddOptions,
  { sources, kept }: SourceFiles,
): Checked<string> => {
  const issues: Issue[] = []
  if (sources.sources.some(one => one.id === id))
    issues.push(
      issueOf(
        'duplicate-name',
        `There is already a source “${id}”. For a new copy of the same text: “virtual-school source renew ${id} --file PAGE.txt”. A new edition gets a name of its own.`,
        sources.file,
      ),
    )
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(authority))
    issues.push(
      issueOf(
        'malformed',
        'An authority is named in lower case, its words joined by hyphens, as its folder is: `west-essex`.',
      ),
    )
  if (published !== undefined && /^\d{4}-\d{2}(-\d{2})?$/.test(published) && !isCivilDate(firstDayOf(published)))
    issues.push(issueOf('impossible-date', '--published: there is no such day in the calendar.'))
  const value = {
    id,
    title,
    publisher,
    kind,
    ...(published === undefined ? {} : { published }),
    ...(address === undefined ? {} : { address }),
    ...kept,
  }
  const edited = editSources(sources, [{ kind: 'insert', path: ['sources'], before: sources.sources.length, value }])
  return issues.length > 0 || !edited.ok ? refused([...issues, ...(edited.ok ? [] : inOptions(edited.issues))]) : edited
}

/** What is wrong with a member of the new entry is wrong with the option that gave it. */
const inOptions = (issues: readonly Issue[]): readonly Issue[] =>
  issues.map(({ code, pointer, message, suggestion }) => {
    const member = pointer.split('/').at(-1)!
    const said = member === 'id' ? 'The name of the source' : `--${member}`
    return { code, pointer: '', message: `${said}: ${message}`, ...(suggestion === undefined ? {} : { suggestion }) }
  })

const nextSteps = (id: string, authority: string, rules: string): readonly string[] => {
  const folder = join(rules, authority, 'authority.json')
  return [
    ...(existsSync(folder)
      ? []
      : [`write ${folder}: { "$schema": "../schema/authority.schema.json", "id": "${authority}", "name": "…" }`]),
    `virtual-school register new ${id} --authority ${authority} writes an entry for each sentence.`,
  ]
}
