import {
  type Authority,
  dateInWords,
  type Force,
  forces,
  plusDays,
  type Rule,
  type Rulebook,
  sentence,
} from '@virtual-school/rules'
import { conditionEdits } from './condition-edits.ts'
import type { Mutant, MutantKind } from './mutant.ts'
import { editInWords, possessive } from './words.ts'

/** A rule with one step changed, and that step in words. */
interface Step {
  readonly at: string
  readonly code: string
  readonly kind: MutantKind
  readonly words: string
  readonly rule: Rule
}

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

const dateSteps = (authority: Authority, rule: Rule): readonly Step[] =>
  (['firstDay', 'lastDay'] as const).flatMap(member => {
    const day = rule[member]
    if (day === null) return []
    const [name, words] = member === 'firstDay' ? ['from', 'first day'] : ['to', 'last day']
    return [-1, 1].flatMap((step): Step[] => {
      const other = plusDays(day, step)
      const by = { ...rule, [member]: other }
      if (isRefused(authority, rule, by)) return []
      return [
        {
          at: `/effective/${name}`,
          code: `${name}=${other}`,
          kind: 'date',
          words: `with its ${words} ${dateInWords(day)} made ${dateInWords(other)}`,
          rule: by,
        },
      ]
    })
  })

/** Days in the wrong order, or in another edition’s time, would not parse: no scenario is needed against them. */
const isRefused = (authority: Authority, rule: Rule, { firstDay, lastDay, name }: Rule): boolean => {
  const last = lastDay ?? '9999-12-31'
  if (firstDay! > last) return true
  return authority.rules.some(
    other =>
      other !== rule &&
      other.name === name &&
      other.firstDay !== null &&
      other.firstDay <= last &&
      firstDay! <= (other.lastDay ?? '9999-12-31'),
  )
}

const countSteps = (rule: Rule): readonly Step[] => {
  const { event } = rule
  if (event.type !== 'deadline') return []
  return [event.count - 1, event.count + 1]
    .filter(count => count >= 0)
    .map(count => ({
      at: '/event/params/count',
      code: `count=${count}`,
      kind: 'count',
      words: `with its term of ${event.count} made ${count}`,
      rule: { ...rule, event: { ...event, count } },
    }))
}

const forceWords: Readonly<Record<Force, string>> = {
  law: 'law',
  'statutory-guidance': 'statutory guidance',
  'regard-guidance': 'guidance to have regard to',
  'non-statutory-guidance': 'non-statutory guidance',
  'local-policy': 'local policy',
  'local-offer': 'a local offer',
}

const forceSteps = (rule: Rule): readonly Step[] => {
  const place = forces.indexOf(rule.force)
  return [forces[place - 1], forces[place + 1]].flatMap((force): Step[] =>
    force === undefined
      ? []
      : [
          {
            at: '/force',
            code: `force=${force}`,
            kind: 'force',
            words: `with its force of ${forceWords[rule.force]} made ${forceWords[force]}`,
            rule: { ...rule, force },
          },
        ],
  )
}
