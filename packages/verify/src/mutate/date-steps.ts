import { type Authority, dateInWords, plusDays, type Rule } from '@virtual-school/rules'
import type { Step } from './step.ts'

/** A rule’s first and last day, each a day earlier and a day later. */
export const dateSteps = (authority: Authority, rule: Rule): readonly Step[] =>
  (['firstDay', 'lastDay'] as const).flatMap(member => {
    const day = rule[member]
    if (day === null) return []
    const [name, words] = member === 'firstDay' ? ['from', 'first day'] : ['to', 'last day']
    return [-1, 1].flatMap((step): Step[] => {
      const other = plusDays(day, step)
      const by = { ...rule, [member]: other }
      if (isRefused(authority, rule, by)) return []
      return [
        {
          at: `/effective/${name}`,
          code: `${name}=${other}`,
          kind: 'date',
          words: `with its ${words} ${dateInWords(day)} made ${dateInWords(other)}`,
          rule: by,
        },
      ]
    })
  })

/** Days in the wrong order, or in another edition’s time, would not parse: no scenario is needed against them. */
const isRefused = (authority: Authority, rule: Rule, { firstDay, lastDay, name }: Rule): boolean => {
  const last = lastDay ?? '9999-12-31'
  if (firstDay! > last) return true
  return authority.rules.some(
    other =>
      other !== rule &&
      other.name === name &&
      other.firstDay !== null &&
      other.firstDay <= last &&
      firstDay! <= (other.lastDay ?? '9999-12-31'),
  )
}
