import type { Issue } from '@virtual-school/rules'
import { accepted, nearest, withSuggestion } from '@virtual-school/rules/internal'
import type { Checked } from '../model/checked.ts'

/** For how many whole years after the year of the record the records of a decision are kept. */
export interface Retention {
  readonly byDecision: ReadonlyMap<string, number>
  /** Of decisions that are not named; undefined: they are kept until somebody decides. */
  readonly otherwise: number | undefined
}

const mostYears = 150
const entryForm = /^([a-z0-9]+(?:-[a-z0-9]+)*)=(\d{1,3})$/
const otherwiseName = 'default'

/**
 * Reads a policy as `remit=7,reduced-timetable=25,default=7`, or gives every issue with it. `known` are the decisions there are.
 * No policy is built in: a council has to choose.
 */
export const parseRetention = (text: string, known: readonly string[]): Checked<Retention> => {
  const entries = text.split(',').map(entry => entry.trim())
  const issues = entries.flatMap((entry, at) => checkEntry(entry, `/${at}`, [...known, otherwiseName]))
  const read = entries.map(entry => entryForm.exec(entry)).filter(found => found !== null)
  const names = read.map(([, name = '']) => name)
  const twice = names.flatMap((name, at) => (names.indexOf(name) === at ? [] : [describeDouble(name, at)]))
  if (issues.length + twice.length > 0) return { ok: false, issues: [...issues, ...twice] }
  const years = new Map(read.map(([, name = '', count]) => [name, Number(count)]))
  const otherwise = years.get(otherwiseName)
  years.delete(otherwiseName)
  return accepted({ byDecision: years, otherwise })
}

const describeDouble = (name: string, at: number): Issue => ({
  code: 'duplicate-name',
  pointer: `/${at}`,
  message: `“${name}” stands here twice.`,
})

const checkEntry = (entry: string, pointer: string, known: readonly string[]): readonly Issue[] => {
  const [, name, years] = entryForm.exec(entry) ?? []
  if (name === undefined)
    return [
      { code: 'malformed', pointer, message: 'Expected: a decision and whole years, as remit=7, with commas between.' },
    ]
  if (!known.includes(name)) {
    const message = `There is no decision “${name}”.`
    return [withSuggestion({ code: 'unknown-decision', pointer, message }, nearest(name, known))]
  }
  if (Number(years) <= mostYears) return []
  return [{ code: 'out-of-range', pointer, message: `Expected: whole years, at most ${mostYears}.` }]
}

/** Whether what was recorded in a year is past its time. Years are whole: all of the last one has to have gone by. */
export const isPast = (
  { byDecision, otherwise }: Retention,
  { decision, year }: { readonly decision: string; readonly year: number },
  thisYear: number,
): boolean => {
  const years = byDecision.get(decision) ?? otherwise
  return years !== undefined && thisYear > year + years
}
