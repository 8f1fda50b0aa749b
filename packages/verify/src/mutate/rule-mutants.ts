import type { Authority, Rule, Rulebook } from '@virtual-school/rules'
import { sentence } from '@virtual-school/rules/internal'
import { conditionEdits } from './condition-edits.ts'
import { editInWords, possessive } from './edit-words.ts'
import type { Mutant } from './mutant.ts'
import { countSteps, dateSteps, forceSteps, type Step } from './rule-steps.ts'

/** Lists every mutant of the rules that an authority itself has, but for exceptions. */
export const ruleMutants = (rulebook: Rulebook, authority: Authority): readonly Mutant[] =>
  authority.rules
    .filter(rule => rule.layer === authority.id)
    .flatMap(rule =>
      [
        ...conditionSteps(rulebook, authority, rule),
        ...dateSteps(authority, rule),
        ...countSteps(rule),
        ...forceSteps(rule),
      ].map(step => buildMutant(authority, rule, step)),
    )

/** A mutant of one edition of a rule. */
export const buildMutant = (authority: Authority, rule: Rule, { at, code, kind, words, rule: by }: Step): Mutant => ({
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

/** Lists, for each rule and each that it excepts, the mutant without the exception: dropped from all editions, since any of them keeps it. */
export const exceptionMutants = (authority: Authority): readonly Mutant[] => {
  const own = authority.rules.filter(rule => rule.layer === authority.id)
  const seen = new Set<string>()
  return own.flatMap(rule =>
    rule.exceptionTo.flatMap((excepted, i): Mutant[] => {
      const key = `${rule.name} ${excepted}`
      if (seen.has(key)) return []
      seen.add(key)
      return [dropException(authority, rule, excepted, own, i)]
    }),
  )
}

const dropException = (authority: Authority, rule: Rule, excepted: string, own: readonly Rule[], i: number): Mutant => {
  const without = (names: readonly string[], name: string) => names.filter(other => other !== name)
  const replaced = new Map<Rule, Rule>()
  for (const other of own) {
    if (other.name === excepted) replaced.set(other, { ...other, exceptedBy: without(other.exceptedBy, rule.name) })
    if (other.name === rule.name)
      replaced.set(other, { ...other, exceptionTo: [...without(other.exceptionTo, excepted)] })
  }
  const title = own.find(other => other.name === excepted)?.title ?? excepted
  return {
    id: `${rule.name}/exceptionTo:without=${excepted}`,
    kind: 'exception',
    group: 'rules',
    of: rule.name,
    layer: authority.id,
    file: rule.file,
    pointer: `${rule.pointer}/exceptionTo/${i}`,
    sentence: sentence(`${possessive(authority.name)} “${rule.title}” no longer an exception to “${title}”`),
    change: { on: 'rules', replaced },
  }
}
