import { cautionCodes, evidences, forces, type Rulebook } from '@virtual-school/rules'
import { capital, stop } from '@virtual-school/rules/internal'
import { evidenceSentence, forceMeanings, forceWords } from '@virtual-school/rules/words'
import { documentPath } from './document-page.ts'
import { bullets, labelledEntry, link, plain, section, table } from './markdown.ts'
import { pagePath, type View } from './view.ts'

/** The first page: what this is, how to read it, and links to all pages. */
export const indexText = (rulebook: Rulebook, views: readonly View[]): string => {
  const blocks = [
    '# The handbook',
    `<!-- Generated from the rules by \`npm run generate\`, as every page of this handbook. -->`,
    `This is everything that the rules say, in words: a page for each question and each council, to be read against the documents themselves. It is made from the files in [the folder of rules](../../rules), version ${rulebook.version}, so that it always says what they say.`,
    ...section('Questions and councils', [matrix(views)]),
    ...section('How to read a page', [
      'A page begins with the question and what each answer means. Then comes each rule of that council, or of the nation: what follows from it, how binding it is, since when, for whom, and where it is written. Hold it against the place that it names.',
      'Words that stand for more than they say are taken apart under “What the words mean”. If a text can be understood in more than one way, “Judgements” says which meaning was taken and what the other would be.',
      'A council only adds to the national rules. If it has none of its own, it answers as England does.',
    ]),
    ...section('How binding a text is', [
      'Strongest first. It does not change an answer; it stands beside it.',
      bullets(forces.map(force => labelledEntry(capital(forceWords[force]), stop(forceMeanings[force])))),
    ]),
    ...section('How well a text is known', [bullets(evidences.map(one => ({ line: plain(evidenceSentence(one)) })))]),
    ...section('Cautions', [
      'What a careful reader should know before relying on a rule, or on an answer.',
      bullets(Object.values(cautionCodes).map(said => ({ line: plain(said) }))),
    ]),
  ]
  return `${blocks.join('\n\n')}\n`
}

const documentCell = (authority: View['authority']): string =>
  authority.registers
    .map(({ source, entries }) => link(`${source}: ${entries.length}`, documentPath(authority, source)))
    .join(', ')

const matrix = (views: readonly View[]): string => {
  const authorities = [...new Set(views.map(one => one.authority))]
  const decisions = [...new Set(views.map(one => one.decision))]
  const cell = (decision: View['decision'], authority: View['authority']): string => {
    const { own } = views.find(one => one.decision === decision && one.authority === authority)!
    const count = new Set(own.map(rule => rule.name)).size
    const says = count === 0 ? 'as England' : count === 1 ? '1 rule' : `${count} rules`
    return link(says, pagePath(authority.id, decision.id))
  }
  return table(
    ['Question', ...authorities.map(one => plain(one.name))],
    [
      ...decisions.map(decision => [
        plain(decision.question),
        ...authorities.map(authority => cell(decision, authority)),
      ]),
      ['The texts, entry by entry', ...authorities.map(documentCell)],
    ],
  )
}
