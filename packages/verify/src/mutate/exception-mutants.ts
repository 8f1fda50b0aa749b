import { type Authority, type Rule, sentence } from '@virtual-school/rules'
import type { Mutant } from './mutant.ts'
import { possessive } from './words.ts'

/** For each rule and each that it excepts: the exception dropped, from all its editions, since any of them keeps it. */
export const exceptionMutants = (authority: Authority): readonly Mutant[] => {
  const own = authority.rules.filter(rule => rule.layer === authority.id)
  const seen = new Set<string>()
  return own.flatMap(rule =>
    rule.exceptionTo.flatMap((excepted, i): Mutant[] => {
      const key = `${rule.name} ${excepted}`
      if (seen.has(key)) return []
      seen.add(key)
      return [dropped(authority, rule, excepted, own, i)]
    }),
  )
}

const dropped = (authority: Authority, rule: Rule, excepted: string, own: readonly Rule[], i: number): Mutant => {
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
