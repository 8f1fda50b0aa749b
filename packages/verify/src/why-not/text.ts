import type { Rulebook } from '@virtual-school/rules'
import { listed, sentence } from '@virtual-school/rules/internal'
import type { Forcing, WhyNot } from './result.ts'

/** Puts what was found into plain English, as lines. */
export const whyNotLines = (rulebook: Rulebook, found: WhyNot): readonly string[] => {
  const decision = rulebook.decisions.get(found.decision)!
  const wanted = decision.answers.find(one => one.id === found.wanted)!.summary
  return [found.present.summary, ...presentLines(found), '', ...wayLines(found, `“${wanted}”`)]
}

const presentLines = ({ presentForcedBy }: WhyNot): readonly string[] => {
  if (presentForcedBy === null) return ['No answer is determined yet, so nothing that is given forces one.']
  if (presentForcedBy.facts.length === 0)
    return ['No fact is needed for this: the rules say so of every child on that day.']
  return [
    'What alone forces this answer, whatever else is so:',
    ...factLines(presentForcedBy),
    ...(presentForcedBy.smallest === 'proved' ? [] : ['Whether fewer facts would do was not decided in time.']),
  ]
}

const factLines = ({ facts }: Forcing): readonly string[] => facts.map(one => `  - ${sentence(one.text)}`)

const wayLines = (found: WhyNot, wanted: string): readonly string[] => {
  switch (found.outcome) {
    case 'already':
      return [`Nothing need change: ${wanted} is the answer as it is.`]
    case 'changes':
      return [`The smallest changes that give ${wanted}:`, ...proposalLines(found)]
    case 'learnings':
      return [
        `It is proved that no change alone gives ${wanted}, because of what is not known. To be found out:`,
        ...found.toFindOut.map(one => `  - ${one.question}`),
        'The least that would have to turn out so, and be done:',
        ...proposalLines(found),
      ]
    case 'impossible':
      return [`It is proved that nothing that can be changed or found out gives ${wanted}.`, ...ruledOutLines(found)]
    case 'undecided':
      return [`Whether anything gives ${wanted} was not decided in time.`]
  }
}

const proposalLines = ({ proposals, smallest, complete }: WhyNot): readonly string[] => [
  ...proposals.map((one, i) => `  ${i + 1}. ${one.text}`),
  ...(smallest === 'proved'
    ? ['It is proved that nothing smaller does.']
    : ['Whether less would do was not decided in time.']),
  ...completeLines(complete),
]

const completeLines = (complete: WhyNot['complete']): readonly string[] => {
  switch (complete) {
    case 'yes':
      return []
    case 'no':
      return ['There are more of the same size.']
    case 'undecided':
      return ['Whether there are more of the same size was not decided in time.']
  }
}

const ruledOutLines = ({ ruledOutBy }: WhyNot): readonly string[] => {
  if (ruledOutBy === null || ruledOutBy.facts.length === 0)
    return ['No fact could be otherwise so as to give it: on that day the rules never do.']
  const facts = listed(
    ruledOutBy.facts.map(one => one.text),
    'and',
  )
  return [
    `What alone rules it out, whatever else is so: ${facts}.`,
    ...(ruledOutBy.smallest === 'proved' ? [] : ['Whether fewer facts would do was not decided in time.']),
  ]
}
