import { type Authority, type Rule, type Rulebook, sentence } from '@virtual-school/rules'
import { conditionEdits } from './condition-edits.ts'
import { countSteps } from './count-steps.ts'
import { dateSteps } from './date-steps.ts'
import { forceSteps } from './force-steps.ts'
import type { Mutant } from './mutant.ts'
import type { Step } from './step.ts'
import { editInWords, possessive } from './words.ts'

/** Every mutant of the rules that an authority itself has; exceptions aside. */
export const ruleMutants = (rulebook: Rulebook, authority: Authority): readonly Mutant[] =>
  authority.rules
    .filter(rule => rule.layer === authority.id)
    .flatMap(rule =>
      [
        ...conditionSteps(rulebook, authority, rule),
        ...dateSteps(authority, rule),
        ...countSteps(rule),
        ...forceSteps(rule),
      ].map(step => mutantOf(authority, rule, step)),
    )

const mutantOf = (authority: Authority, rule: Rule, { at, code, kind, words, rule: by }: Step): Mutant => ({
  id: `${rule.name}@${rule.effective.from ?? 'prospective'}${at}:${code}`,
  kind,
  group: 'rules',
  of: rule.name,
  layer: authority.id,
  file: rule.file,
  pointer: `${rule.pointer}${at}`,
  sentence: sentence(`${possessive(authority.name)} “${rule.title}” ${words}`),
  change: { on: 'rules', replaced: new Map([[rule, by]]) },
})

const conditionSteps = (rulebook: Rulebook, authority: Authority, rule: Rule): readonly Step[] =>
  conditionEdits(rule.conditions, rulebook.factsByName).map(edit => ({
    at: `/conditions${edit.at}`,
    code: edit.code,
    kind: edit.kind,
    words: editInWords({ rulebook, authority }, edit),
    rule: { ...rule, conditions: edit.whole },
  }))
