import type { Rule } from '../compile/rulebook.ts'
import { dateInWords } from '../kernel/dates.ts'
import { listTitle } from '../wording/names.ts'
import { forceWords } from '../wording/words.ts'
import { bullets, link, plain, section } from './markdown.ts'
import { meaningsSection, readingsSection } from './meanings.ts'
import { questionSection } from './question.ts'
import { type Reached, reachedFrom } from './reached.ts'
import { ruleBlocks } from './rule.ts'
import { sourcesSection } from './sources.ts'
import { isCurrent, pagePath, type View } from './view.ts'

/** The page of one authority and one question. `others` are those of the councils. */
export const pageText = (view: View, others: readonly View[]): string => {
  const reached = reachedFrom(view)
  const blocks = [
    `# ${plain(`${view.authority.name}: ${view.decision.question}`)}`,
    '<!-- Generated from the rules by `npm run generate`. -->',
    link('All questions and councils', '../README.md'),
    ...questionSection(view),
    ...ownSections(view),
    ...aroundSections(view, others),
    ...meaningsSection(view, reached),
    ...readingsSection(view, reached.readings),
    ...sourcesSection(view.rulebook, citationsOf(view, reached)),
  ]
  return `${blocks.join('\n\n')}\n`
}

const ownSections = (view: View): readonly string[] => {
  const { own, authority } = view
  if (own.length === 0)
    return section('Rules', [
      plain(
        `The document of ${authority.name} that is held here has no rule on this question. So ${authority.name} answers as England does.`,
      ),
    ])
  const current = own.filter(isCurrent)
  const headings = [...new Set(current.map(rule => headingOf(view, rule)))]
  return [
    ...headings.flatMap(heading =>
      section(
        heading,
        current.filter(rule => headingOf(view, rule) === heading).flatMap(rule => ruleBlocks(view, rule)),
      ),
    ),
    ...apart(
      view,
      'Not in force',
      'Enacted or published, with no day from which it holds. No answer rests on it.',
      own.filter(rule => rule.firstDay === null),
    ),
    ...apart(
      view,
      'Earlier editions',
      'Each held until its last day, and still answers a question about a day on which it held.',
      own.filter(rule => rule.lastDay !== null),
    ),
  ]
}

const apart = (view: View, heading: string, said: string, rules: readonly Rule[]): readonly string[] =>
  section(heading, rules.length === 0 ? [] : [said, ...rules.flatMap(rule => ruleBlocks(view, rule))])

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

/** Of a council, the national rules; of the nation, the councils that add to it. */
const aroundSections = (view: View, others: readonly View[]): readonly string[] => {
  const { rulebook, decision, own, national, isNational } = view
  if (isNational) {
    const adding = others.filter(one => one.own.length > 0)
    return section(
      'Councils that add rules of their own',
      adding.length === 0
        ? []
        : [
            bullets(
              adding.map(one => ({ line: link(one.authority.name, `../${pagePath(one.authority.id, decision.id)}`) })),
            ),
          ],
    )
  }
  const current = national.filter(isCurrent)
  const where = link(
    `${rulebook.authorities.get(rulebook.national)!.name}: ${decision.question}`,
    `../${pagePath(rulebook.national, decision.id)}`,
  )
  return section(own.length === 0 ? 'National rules' : 'National rules that hold as well', [
    `A council adds to the national rules and takes nothing away. They stand in full under ${where}.`,
    ...(current.length === 0 ? [] : [bullets(current.map(rule => ({ line: nationalLine(rule) })))]),
  ])
}

const nationalLine = (rule: Rule): string =>
  plain(`${rule.title} (${forceWords[rule.force]}, since ${dateInWords(rule.effective.from!)}).`)

const citationsOf = (view: View, { definitions, facts, readings }: Reached) => [
  ...view.own.flatMap(one => one.citations),
  ...definitions.flatMap(one => one.citations),
  ...facts.flatMap(one => one.derived?.citations ?? []),
  ...readings.flatMap(one => one.citations),
]
