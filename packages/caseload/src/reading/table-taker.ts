import type { Issue } from '@virtual-school/rules'

/**
 * Takes a row of a table: the line on which it begins, from 1, and its cells as text, without blanks around them. `child`: whose it
 * is, if the file says so beside its cells; it begins with a line break if that is a number in the file and no name.
 */
export type TakeRow = (line: number, cells: readonly string[], child?: string) => void

/** These are no headings: they may stand in a later row, below a title. */
export const lower = 'lower'

/** What a reader of files hands tables to. */
export interface TableTaker {
  /**
   * A table begins. Gives what takes its rows; undefined: nobody wants them; `lower`: the headings may come later. `name`: of the
   * sheet or the element; empty in CSV.
   */
  readonly table: (
    name: string,
    headings: readonly string[],
    line: number,
    /** Whether the rows come with whose they are. */
    saysWhose?: boolean,
  ) => TakeRow | undefined | typeof lower
  /** The head of a file says whose it is; of a file whose rows say it too, it is not told. */
  readonly council?: (name: string) => void
  /** Something to know before relying on what was read. */
  readonly warn: (issue: Issue) => void
}

/** How many rows may stand above the headings: titles and notes. */
export const mostAbove = 20

/** Takes the rows of a table one after another: the headings, which may stand below a title, and then the rows. */
export const belowTitle = (taker: TableTaker, name: string): ((line: number, cells: readonly string[]) => void) => {
  let take: TakeRow | undefined | typeof lower = lower
  let above = 0
  return (line, cells) => {
    if (take !== lower) return take?.(line, cells)
    take = taker.table(name, cells, line)
    above += 1
    if (above > mostAbove && take === lower) take = undefined
  }
}

/** Why a file is not read to its end. It is thrown inside `reading/` and caught there. */
interface FileFault extends Error {
  readonly issue: Issue
}

/** The fault of a file that is not read on, at a line of it. */
export const fileFault = (code: Issue['code'], message: string, line?: number): FileFault => {
  const issue: Issue = { code, pointer: '', message, ...(line === undefined ? {} : { line }) }
  return Object.assign(new Error(message), { name: 'FileFault', issue })
}

/** Whether reading ended for a reason that the file gives. */
export const isFileFault = (error: unknown): error is FileFault => error instanceof Error && error.name === 'FileFault'

/** The longest row of a table, and the longest text of a cell: longer than any that a return holds. In characters. */
export const longestRow = 1_024 * 1_024

/** How much a workbook may hold once it is unpacked, and how much text its cells may share. In bytes. */
export const unpackedLimit = 4 * 1_024 ** 3
/** See `unpackedLimit`. */
export const sharedTextLimit = 128 * 1_024 ** 2
