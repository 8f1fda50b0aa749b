import { defaultRealm, type Records, realmsIn } from '@virtual-school/records'
import type { Checked, Issue } from '@virtual-school/rules'
import { didYouMean, nearest } from '@virtual-school/rules/internal'
import type { RecordsOptions } from '../../records/with-records.ts'

type Named = Pick<RecordsOptions, 'realm'>

/** The realm that was searched when nothing was found, and the others that have decisions. */
export interface SearchedRealms {
  readonly lookedIn: string
  /** Every realm that has decisions. */
  readonly realms: readonly string[]
}

/** Which realm was searched, by the options of a command, and which others there are. */
export const findSearchedRealms = async (
  records: Records,
  { realm = defaultRealm }: Named,
): Promise<SearchedRealms> => ({
  lookedIn: realm,
  realms: await realmsIn(records),
})

/** The same in a sentence or two; empty if there is no other realm. */
export const describeSearchedRealms = ({ lookedIn: looked, realms }: SearchedRealms): string => {
  const others = realms.filter(one => one !== looked)
  if (others.length === 0) return ''
  if (realms.includes(looked))
    return `Looked in the realm ${looked}. There are records of other realms here: ${others.join(', ')}; name one with --realm.`
  const suggestion = nearest(looked, others)
  const held = `There are records of the realms: ${others.join(', ')}.`
  return `Nothing is of the realm ${looked.slice(0, 80)}.${suggestion === undefined ? ` ${held}` : didYouMean(suggestion)}`
}

const isUnknownChild = ({ code, pointer }: Issue): boolean => code === 'unknown-name' && pointer === '/subjectRef'

/** Says with a child who was not found in which realm was looked: another council may keep something of it. */
export const addRealmHint = async <T>(done: Checked<T>, records: Records, options: Named): Promise<Checked<T>> => {
  if (done.ok || !done.issues.some(isUnknownChild)) return done
  const words = describeSearchedRealms(await findSearchedRealms(records, options))
  const say = (issue: Issue): Issue =>
    isUnknownChild(issue) && words !== '' ? { ...issue, message: `${issue.message} ${words}` } : issue
  return { ok: false, issues: done.issues.map(say) }
}
