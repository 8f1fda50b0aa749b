import { stat } from 'node:fs/promises'
import type { Issue } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { markOlder, type NamedCouncils, watchTwice } from './across-files.ts'
import { type FileToGather, type FoundInFile, type GatheredFile, gatherFile } from './gather-file.ts'
import { joinRows } from './join-rows.ts'
import { type TableHead, tellsLittle } from './judge.ts'
import type { StoredRows } from './row-form.ts'
import { startLimits } from './row-store.ts'

/** What stands in some files about children: the rows of each child, in the order in which the children come. */
export interface GatheredChildren {
  readonly rows: StoredRows
  /** The tables that rows are of, by place. */
  readonly tables: readonly TableHead[]
  /** Every file with what was found in it. */
  readonly files: readonly GatheredFile[]
  /** The latest day on which anything in them began, as 2026-11-22; empty if nothing says so. */
  readonly latest: string
  /** What files say of whose they are. */
  readonly councils: NamedCouncils
  /** The ids of children who stand under another one too. */
  readonly twice: ReadonlySet<string>
  readonly warnings: readonly Issue[]
  /** Why files were not read, or hold nothing that is known. */
  readonly issues: readonly Issue[]
}

/** Who reads files, and whether several can be read at once. */
export interface FileReaders {
  readonly read: (file: FileToGather) => Promise<FoundInFile>
  readonly atOnce: boolean
}

/**
 * Reads files, each as it is, and puts the rows about one child together by what the files call the child. `nameOf`: what a file is
 * called in issues. `readers`: who reads; absent: this thread.
 */
export const gatherChildren = async (
  rules: Rules,
  files: readonly string[],
  nameOf: (file: string) => string,
  readers: FileReaders = { read: file => gatherFile(rules, file), atOnce: false },
): Promise<GatheredChildren> => {
  const join = joinRows()
  const pupils = watchTwice()
  const councils = new Map<string, ReadonlySet<string>>()
  const tables: TableHead[] = []
  const [gathered, warnings, issues]: [GatheredFile[], Issue[], Issue[]] = [[], [], []]
  let [latest, isTold] = ['', false]
  if (files.length > mostFiles) issues.push(tooManyFiles)
  for await (const found of inOrder(files.slice(0, mostFiles), nameOf, readers)) {
    join.add(found.rows)
    pupils.add(found.pupils)
    for (const [file, names] of found.councils) councils.set(file, names)
    tables.push(...found.tables)
    gathered.push(found.file)
    if (found.latest > latest) latest = found.latest
    if (found.isTold) isTold = true
    warnings.push(...found.warnings)
    issues.push(...found.issues)
  }
  // Beside a table that tells of children, it goes without saying that a list of addresses does not.
  const worthSaying = isTold ? warnings.filter(one => !tellsLittle(one)) : warnings
  return {
    rows: join.close(),
    tables: markOlder(rules, tables),
    files: gathered,
    latest,
    councils,
    twice: pupils.names.twice,
    warnings: worthSaying,
    issues,
  }
}

/** More than anybody has. What each of so many files leaves of a piece of memory can be named besides the most that is kept. */
const mostFiles = 3_000
const tooManyFiles: Issue = {
  code: 'too-many',
  pointer: '',
  message: `There are more than ${mostFiles.toLocaleString('en-GB')} files. Put those of the same form together.`,
}

/** What is in the files, in their order. If several are read at once, the largest is begun first. */
async function* inOrder(
  paths: readonly string[],
  nameOf: (file: string) => string,
  { read, atOnce }: FileReaders,
): AsyncGenerator<FoundInFile> {
  const limits = startLimits()
  const files = paths.map(path => ({ path, file: nameOf(path), limits }))
  if (!atOnce) {
    for (const file of files) yield await read(file)
    return
  }
  const sizes = await Promise.all(
    paths.map(path =>
      stat(path).then(
        one => one.size,
        () => 0,
      ),
    ),
  )
  const begun = new Map<number, Promise<FoundInFile>>()
  for (const place of [...files.keys()].sort((a, b) => sizes[b]! - sizes[a]!)) {
    const found = read(files[place]!)
    // A failure is met when its file’s turn comes; until then it must not count as unhandled.
    found.catch(() => {})
    begun.set(place, found)
  }
  for (const place of files.keys()) {
    yield await begun.get(place)!
    begun.delete(place)
  }
}
