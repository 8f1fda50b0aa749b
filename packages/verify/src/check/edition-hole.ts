import { type Authority, dateInWords, plusDays, type Rule } from '@virtual-school/rules'
import type { Finding } from './finding.ts'
import { ownRules, type Scope } from './scope.ts'

/** Days between two editions of a rule on which neither is in force. An edition that ends with none after it was repealed. */
export const editionHoles = ({ authorities, decisions }: Scope): readonly Finding[] =>
  authorities.flatMap(authority =>
    decisions.flatMap(({ id }) => {
      const dated = ownRules(authority, id).filter(one => one.firstDay !== null)
      return dated.flatMap((rule, i) => {
        // Editions of one name stand beside one another, sorted by first day.
        const before = dated[i - 1]
        return before?.name === rule.name ? holeBetween(authority, before, rule) : []
      })
    }),
  )

const holeBetween = (authority: Authority, before: Rule, after: Rule): readonly Finding[] => {
  const from = before.lastDay === null ? null : plusDays(before.lastDay, 1)
  const to = plusDays(after.firstDay!, -1)
  if (from === null || to === null || to < from) return []
  const { name, effective, decision } = after
  const days = from === to ? `on ${dateInWords(from)}` : `from ${dateInWords(from)} to ${dateInWords(to)}`
  const facts = effective.clock === undefined ? {} : { [effective.clock]: from }
  return [
    {
      code: 'edition-hole',
      about: name,
      rules: [name],
      message: `No edition of the rule is in force ${days}. End the earlier edition the day before the later one begins.`,
      witness: {
        text: `A request of ${dateInWords(from)}${effective.clock === undefined ? '' : ', with the same day as the day that selects the law'}.`,
        case: { decision, authority: authority.id, asOf: from, facts },
      },
      shows: 'fault',
    },
  ]
}
