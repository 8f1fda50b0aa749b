import type { Issue, Rule } from '@virtual-school/rules'
import { nearest, type Rules, withSuggestion } from '@virtual-school/rules/internal'
import type { RuleWords } from '@virtual-school/rules/words'
import { objectOf, outputOf, rulesOfAnswer, things } from '../schemas.ts'
import { memberIssues, refusedResult, type Tool, toolResult } from '../tool.ts'
import { editionInWords, ruleLines } from '../words/rule-text.ts'

const members = ['name']

/** One rule, with its sources. */
export const ruleTool: Tool = {
  title: 'One rule in words, with its sources',
  description:
    'Tells one rule: when it holds, what follows, its exceptions, its days in force, and the place in the text that it cites. The names of rules stand in “because” of a decision.',
  isDeciding: false,
  inputSchema: () =>
    objectOf({ name: { type: 'string', description: 'As england.remit.child-with-social-worker.' } }, members),
  outputSchema: () =>
    outputOf({ name: { type: 'string' }, layer: { type: 'string' }, editions: things, rules: rulesOfAnswer }, [
      'name',
      'layer',
      'editions',
      'rules',
    ]),
  call: async ({ rules }, given) => {
    const issues = memberIssues(given, members, members)
    if (issues.length > 0) return refusedResult(issues)
    const editions = rules.rules.filter(({ name }) => name === given.name)
    const [first] = editions
    if (first === undefined) return refusedResult([notHeld(rules, String(given.name))])
    const told = editions.map(edition => ({ edition, words: editionInWords(rules, edition) }))
    const { version, digest } = rules
    return toolResult(
      ruleLines(
        first.name,
        told.map(({ words }) => words),
      ).join('\n'),
      {
        name: first.name,
        layer: first.layer,
        editions: told.map(({ edition, words }) => editionData(edition, words)),
        rules: { version, digest },
      },
    )
  },
}

/** It does not repeat what was sent. */
const notHeld = ({ rules }: Rules, name: string): Issue =>
  withSuggestion(
    {
      code: 'unknown-name',
      pointer: '/name',
      message: 'No rule of that name is held. The names stand in “because” of a decision.',
    },
    nearest(name, [...new Set(rules.map(rule => rule.name))]),
  )

const editionData = ({ force, effective, conditions, event, citations, events, note }: Rule, words: RuleWords) => ({
  ...words,
  decisions: [...events.keys()],
  force,
  effective,
  conditions,
  event,
  citations: citations.map(({ source, locator, evidence }, i) => ({
    source,
    title: words.citations[i]?.source,
    locator,
    evidence,
  })),
  ...(note !== undefined && { note }),
})
