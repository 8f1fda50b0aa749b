import type { Rule } from '../compile/rulebook.ts'
import { listTitle } from '../wording/names.ts'
import { plain, section } from './markdown.ts'
import { ruleBlocks } from './rule.ts'
import { isCurrent, type View } from './view.ts'

/** The rules that an authority itself has, under what follows from them; then those that do not hold today. */
export const ownSections = (view: View): readonly string[] => {
  const { own, authority } = view
  if (own.length === 0) return section('Rules', [noneOf(authority.name)])
  const current = own.filter(isCurrent)
  const headings = [...new Set(current.map(rule => headingOf(view, rule)))]
  const prospective = own.filter(rule => rule.firstDay === null)
  const ended = own.filter(rule => rule.firstDay !== null && rule.lastDay !== null)
  return [
    ...headings.flatMap(heading =>
      section(
        heading,
        blocksOf(
          view,
          current.filter(rule => headingOf(view, rule) === heading),
        ),
      ),
    ),
    ...apart('Not in force', notInForce, blocksOf(view, prospective)),
    ...apart('Earlier editions', earlier, blocksOf(view, ended)),
  ]
}

const notInForce = 'Enacted or published, with no day from which it holds. No answer rests on it.'
const earlier = 'Each held until its last day, and still answers a question about a day on which it held.'

const noneOf = (name: string): string =>
  plain(`The document of ${name} that is held here has no rule on this question. So ${name} answers as England does.`)

const blocksOf = (view: View, rules: readonly Rule[]): readonly string[] =>
  rules.flatMap(rule => ruleBlocks(view, rule))

const apart = (heading: string, said: string, blocks: readonly string[]): readonly string[] =>
  section(heading, blocks.length === 0 ? [] : [said, ...blocks])

const headingOf = (view: View, { event }: Rule): string => {
  switch (event.type) {
    case 'conclude':
      return 'What leads to an answer'
    case 'require':
      return 'What is required'
    case 'include':
      return listTitle(view, event.list)
    case 'deadline':
      return 'By when'
    case 'none':
      return 'Exceptions'
  }
}
