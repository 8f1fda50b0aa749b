import type { Rule } from '@virtual-school/rules'
import { dateInWords, forceWords } from '@virtual-school/rules/words'
import { bullets, link, plain, section } from './markdown.ts'
import { meaningsSection, readingsSection } from './meanings.ts'
import { ownSections } from './own-rules.ts'
import { questionSection } from './question.ts'
import { followRules, type Reached } from './reached.ts'
import { sourcesSection } from './sources.ts'
import { isCurrent, pagePath, type View } from './view.ts'

/** The page of one authority and one question. `others` are the views of the councils on the same question. */
export const pageText = (view: View, others: readonly View[]): string => {
  const reached = followRules(view)
  const blocks = [
    `# ${plain(`${view.authority.name}: ${view.decision.question}`)}`,
    '<!-- Generated from the rules by `npm run generate`. -->',
    link('All questions and councils', '../README.md'),
    ...questionSection(view),
    ...ownSections(view),
    ...otherLayerSections(view, others),
    ...meaningsSection(view, reached),
    ...readingsSection(view, reached.readings),
    ...sourcesSection(view.rulebook, listCitations(view, reached)),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** For a council, the national rules; for the nation, the councils that add to it. */
const otherLayerSections = (view: View, others: readonly View[]): readonly string[] => {
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

const listCitations = (view: View, { definitions, facts, readings }: Reached) => [
  ...view.own.flatMap(one => one.citations),
  ...definitions.flatMap(one => one.citations),
  ...facts.flatMap(one => one.derived?.citations ?? []),
  ...readings.flatMap(one => one.citations),
]
