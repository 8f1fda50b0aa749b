import type { AddedEntry, EntryChange, LostEntry, MovedEntry, RegisterComparison } from '@virtual-school/rules/internal'
import { listed, oneLine } from '@virtual-school/rules/internal'

/** What `register update` has to tell. */
export interface Updated {
  readonly source: string
  readonly file: string
  readonly comparison: RegisterComparison
  /** Files that are, or are to be, written. */
  readonly files: readonly string[]
  readonly isWritten: boolean
}

/** What a new copy means for a register, for a person to read. */
export const comparisonLines = ({ source, comparison, files, isWritten }: Updated): readonly string[] => {
  const { standing, moved, returned, lost, added } = comparison
  const changed = lost.filter(one => one.now !== null)
  const gone = lost.filter(one => one.now === null)
  const replacing = new Set<AddedEntry | null>(lost.map(one => one.now))
  const isNew = added.filter(one => !replacing.has(one))
  const counts = [
    `${standing} as they were`,
    ...counted(moved, 'moved'),
    ...counted(returned, 'there again'),
    ...counted(changed, 'changed'),
    ...counted(gone, 'gone'),
    ...counted(isNew, 'new'),
  ]
  return [
    `${source}: ${counts.join(', ')}.`,
    ...part('Moved', moved.flatMap(movedLines)),
    ...part('There again', returned.flatMap(movedLines)),
    ...part('Changed', changed.flatMap(changedLines)),
    ...part('Gone', gone.flatMap(goneLines)),
    ...part('New', isNew.map(newLine)),
    '',
    ...endLines(files, isWritten, lost, added),
  ]
}

const counted = (all: readonly unknown[], word: string): readonly string[] =>
  all.length === 0 ? [] : [`${all.length} ${word}`]

const part = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', heading, ...lines]

const resting = ({ restedOnBy }: EntryChange): readonly string[] =>
  restedOnBy.length === 0 ? [] : [`    rests on it: ${listed(restedOnBy, 'and')}`]

const movedLines = (one: MovedEntry): readonly string[] => [
  `  ${one.locator}`,
  `    now: ${one.place}`,
  ...resting(one),
]

const changedLines = (one: LostEntry): readonly string[] => [
  `  ${one.locator}`,
  ...(one.was === null ? [] : [`    was: “${oneLine(one.was)}”`]),
  `    is:  “${oneLine(one.now!.text)}”`,
  ...resting(one),
]

const goneLines = (one: LostEntry): readonly string[] => [
  `  ${one.locator}`,
  ...(one.was === null ? [] : [`    was: “${oneLine(one.was)}”`]),
  ...resting(one),
]

const newLine = ({ line, locator, text }: AddedEntry): string => `  line ${line}, ${locator}: “${oneLine(text)}”`

const endLines = (
  files: readonly string[],
  isWritten: boolean,
  lost: readonly LostEntry[],
  added: readonly AddedEntry[],
): readonly string[] => {
  if (files.length === 0) return ['Nothing is to be written.']
  if (!isWritten) return [`Nothing was written. --write writes ${listed(files, 'and')}.`]
  return [
    `Written: ${listed(files, 'and')}.`,
    ...(added.length === 0 ? [] : ['What is new or changed is open: say what became of it.']),
    ...(lost.length === 0
      ? []
      : ['What is gone or changed is marked as gone: end the rules that rest on it, or let them cite the new words.']),
  ]
}

/** The same for a machine. */
export const comparisonAsData = ({ source, file, comparison, files, isWritten }: Updated) => ({
  source,
  file,
  standing: comparison.standing,
  moved: comparison.moved,
  returned: comparison.returned,
  changed: comparison.lost.filter(one => one.now !== null).map(({ now, ...one }) => ({ ...one, now: shown(now!) })),
  gone: comparison.lost.filter(one => one.now === null).map(({ now: _, ...one }) => one),
  added: comparison.added.map(shown),
  files,
  isWritten,
})

const shown = ({ line, locator, passage, text }: AddedEntry) => ({ line, locator, passage, text: oneLine(text) })
