import { didYouMean, type Issue, type IssueCode, nearest } from '@virtual-school/rules'

/** Refuses a name that is not held, with the nearest that is. */
export const unknown = (code: IssueCode, what: string, name: string, held: Iterable<string>): Issue => {
  const suggestion = nearest(name, held)
  const message = `There is no ${what} “${name.slice(0, 80)}”.${didYouMean(suggestion)}`
  return { code, pointer: '', message, ...(suggestion === undefined ? {} : { suggestion }) }
}
