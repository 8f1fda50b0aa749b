import type { Decision, ItemFinding, Rules } from '../../packages/rules/src/internal.ts'

type Found = ReturnType<Rules['evaluate']>

/** Everything that is compared: answer, possible answers, requirements, items and days, each by its place. */
export const outcomeOf = (found: Found): ReadonlyMap<string, string> =>
  'issues' in found
    ? new Map([['refused', found.issues.map(one => one.code).join()]])
    : new Map([
        ['answer', found.answer ?? `open: ${found.possibleAnswers.join(' or ')}`],
        ...found.requirements.map(({ id, status, applies }): [string, string] => [
          `requirements/${id}`,
          applies === 'yes' ? status : `may apply, ${status}`,
        ]),
        ...itemsOf(found),
        ...found.deadlines.map(({ action, role, status, date }): [string, string] => [
          `deadlines/${action}/${role}`,
          `${status} ${date ?? 'without a day'}`,
        ]),
      ])

const itemsOf = ({ lists }: Decision): readonly [string, string][] =>
  Object.entries(lists).flatMap(([list, items]) =>
    items.map((one): [string, string] => [`lists/${list}/${partOf(one)}`, one.status]),
  )

const partOf = ({ item, verb }: ItemFinding): string => (verb === undefined ? item : `${item}/${verb}`)

/** The places at which two outcomes differ, with what each has there. */
export const listDifferences = (
  was: ReadonlyMap<string, string>,
  is: ReadonlyMap<string, string>,
): readonly { readonly at: string; readonly was: string; readonly now: string }[] =>
  [...new Set([...was.keys(), ...is.keys()])].flatMap(at => {
    const [one, other] = [was.get(at) ?? 'absent', is.get(at) ?? 'absent']
    return one === other ? [] : [{ at, was: one, now: other }]
  })
