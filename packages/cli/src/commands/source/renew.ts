import type { Checked } from '@virtual-school/rules'
import { nearest, refused, withSuggestion } from '@virtual-school/rules/internal'
import { issueOf } from '../../rules/writable.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, type Terminal } from '../../terminal/terminal.ts'
import { keepCopy, sayWhatIsKept } from './keep-copy.ts'
import { editSources, openSourceFiles, type SourceFiles } from './sources-file.ts'

/** What `source renew` takes. */
export interface RenewOptions {
  readonly file: string
  readonly documents?: string
  readonly rules?: string
  readonly format: string
}

/** `source renew ID`: keeps a new copy of a text that is entered already; `sources.json` names it and its day. */
export const renewSource = async (id: string, options: RenewOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openSourceFiles(id, options, terminal)
  if (!opened.ok) return refuse(terminal, opened.issues, options.format)
  const { sources, copy } = opened.value
  const edited = name(id, opened.value)
  if (!edited.ok) return refuse(terminal, edited.issues, options.format)
  const kept = await keepCopy(copy, { file: sources.file, text: edited.value })
  if (!kept.ok) return refuse(terminal, kept.issues, options.format)
  const next = `virtual-school register update ${id} says what moved, changed, is gone or is new.`
  if (options.format === 'json')
    await printJson(terminal, { source: id, sources: sources.file, copy: copy.file, next: [next] })
  else {
    const lines = [
      `${sources.file}: “${id}” names the new copy and its day.`,
      ...sayWhatIsKept(copy, kept.value),
      `Next: ${next}`,
    ]
    await print(terminal, lines.join('\n'))
  }
  return exitCodes.done
}

const name = (id: string, { sources, kept }: SourceFiles): Checked<string> => {
  const ids = sources.sources.map(one => one.id)
  const at = ids.indexOf(id)
  if (at >= 0)
    return editSources(sources, [
      { kind: 'set', path: ['sources', at, 'retrieved'], value: kept.retrieved },
      { kind: 'set', path: ['sources', at, 'document'], value: kept.document },
    ])
  const message = `There is no source “${id}”. “virtual-school source add” enters a new one.`
  return refused([withSuggestion(issueOf('unknown-name', message, sources.file), nearest(id, ids))])
}
