import type { RuleFile } from '@virtual-school/rules'
import fc from 'fast-check'

type Json = Record<string, unknown>

/** An edit of one rule, and whether it may mean anything. */
export interface Edit {
  readonly layer: 'nation' | 'town'
  readonly at: number
  readonly how: 'drop' | 'not' | 'not-not' | 'later' | 'reorder' | 'local-copy'
}

export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  layer: fc.constantFrom('nation', 'town'),
  at: fc.nat(8),
  how: fc.constantFrom('drop', 'not', 'not-not', 'later', 'reorder', 'local-copy'),
})

/** What cannot mean anything. */
export const isIdle = ({ how }: Edit): boolean => how === 'not-not' || how === 'reorder'

export const applied = (files: readonly RuleFile[], { layer, at, how }: Edit): readonly RuleFile[] =>
  files.map(file => {
    if (file.path !== `${layer}/rules.json`) return file
    const { rules } = structuredClone(file.value) as { rules: Json[] }
    const i = at % rules.length
    return { path: file.path, value: { rules: editedRules(rules, i, how) } }
  })

const editedRules = (rules: readonly Json[], i: number, how: Edit['how']): readonly Json[] => {
  const rule = rules[i]!
  const instead = (other: Json): readonly Json[] => rules.map(one => (one === rule ? { ...rule, ...other } : one))
  switch (how) {
    case 'drop':
      return rules
        .filter(one => one !== rule)
        .map(one => ({ ...one, exceptionTo: (one.exceptionTo as string[]).filter(name => name !== rule.name) }))
    case 'not':
      return instead({ conditions: { not: rule.conditions } })
    case 'not-not':
      return instead({ conditions: { not: { not: rule.conditions } }, title: 'Said otherwise' })
    case 'later':
      return instead({ effective: { from: '2024-02-15' } })
    case 'reorder':
      return [...rules].reverse()
    case 'local-copy':
      return [...rules, { ...rule, name: `${rule.name as string}-again`, exceptionTo: [] }]
  }
}
