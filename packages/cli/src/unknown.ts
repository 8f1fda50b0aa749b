import { didYouMean, type Issue, type IssueCode, nearest } from '@virtual-school/rules'

/** Refuses a name that is not held, with the nearest that is; where none is near, with where to find them. */
export const unknown = (code: IssueCode, what: string, name: string, held: readonly string[], find?: string): Issue => {
  const suggestion = nearest(name, held)
  const hint = suggestion === undefined ? ` ${find ?? `Held: ${held.join(', ')}.`}` : didYouMean(suggestion)
  const message = `There is no ${what} “${name.slice(0, 80)}”.${hint}`
  return { code, pointer: '', message, ...(suggestion === undefined ? {} : { suggestion }) }
}
