import { itemTimes, type Scalar } from '@virtual-school/rules'
import type { Decision, DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { expect } from 'vitest'
import { dayNumber } from '../../src/encode/days.ts'
import { encodeCase } from '../../src/encode/encode-case.ts'
import { encodeQuestion } from '../../src/encode/question.ts'
import type { QuestionTerms } from '../../src/encode/question-terms.ts'
import { openCodes, type RequestTerms, valueTerm } from '../../src/encode/request.ts'
import { openScript } from '../../src/encode/script.ts'
import { openRequest } from '../../src/encode/total.ts'
import { parseAll } from '../../src/smt/s-expression.ts'
import { and, equal, int, notTerm, possibly, type Term } from '../../src/smt/terms.ts'
import { openSolver } from '../../src/solver/solver.ts'

export type Asked = Required<Pick<DecisionRequest, 'decision' | 'authority' | 'asOf'>> & Pick<DecisionRequest, 'facts'>

/** Each request, and what the encoding says of it, where that is not what `evaluate` says. */
export const disagreements = async (rules: Rules, requests: readonly Asked[]): Promise<readonly object[]> => {
  const questions = new Map<string, Asked[]>()
  for (const { facts, ...rest } of requests) {
    const { dateOfBirth: _, ...others } = facts
    const key = `${rest.authority} ${rest.decision}`
    questions.set(key, [...(questions.get(key) ?? []), { ...rest, facts: others }])
  }
  const found: object[] = []
  const engine = await openSolver()
  for (const group of questions.values()) found.push(...(await disagreementsIn(rules, group)))
  await engine.close()
  return found
}

const disagreementsIn = async (rules: Rules, requests: readonly Asked[]): Promise<readonly object[]> => {
  const solver = await openSolver()
  const [script, codes] = [openScript(), openCodes()]
  const { rulebook } = rules
  const request = openRequest(script, codes, rulebook, 'r')
  const authority = rulebook.authorities.get(requests[0]!.authority)!
  const decision = rulebook.decisions.get(requests[0]!.decision)!
  const terms = encodeQuestion(script, codes, { rulebook, authority, decision }, request)
  const said = termsSaid(terms)
  await solver.run(script.take())
  const found: object[] = []
  for (let from = 0; from < requests.length; from += 50) {
    const some = requests.slice(from, from + 50)
    const asked = some.map(one => {
      const fixed = fixing(rules, request, codes, one)
        .map(term => `(assert ${term})`)
        .join('')
      return `(push)${fixed}(check-sat)(get-value (${said.map(({ term }) => term).join(' ')}))(pop)`
    })
    const printed = parseAll(await solver.run(asked.join('\n')))
    some.forEach((one, i) => {
      const values = printed[2 * i + 1] as readonly (readonly string[])[]
      const encoded = values.flatMap((pair, j) => (pair[1] === 'true' ? [said[j]!.word] : [])).sort()
      expect(printed[2 * i]).toBe('sat')
      expect(values).toHaveLength(said.length)
      found.push(...between(one, encoded, rules.evaluate(one)))
    })
  }
  await solver.close()
  return found
}

/** As the encoding says it of one request alone: every term folds to true or false, without a solver. */
export const foldedDisagreements = (
  rules: Rules,
  { facts: { dateOfBirth: _, ...facts }, ...rest }: Asked,
  decided: ReturnType<Rules['evaluate']> = rules.evaluate({ ...rest, facts }),
): readonly object[] => {
  const { rulebook } = rules
  const authority = rulebook.authorities.get(rest.authority)!
  const decision = rulebook.decisions.get(rest.decision)!
  const said = termsSaid(encodeCase({ rulebook, authority, decision }, { ...rest, facts }))
  for (const { word, term } of said) expect(['true', 'false'], word).toContain(term)
  const encoded = said.flatMap(({ word, term }) => (term === 'true' ? [word] : [])).sort()
  return between({ ...rest, facts }, encoded, decided)
}

const between = (
  request: Asked,
  encoded: readonly string[],
  decided: ReturnType<Rules['evaluate']>,
): readonly object[] => {
  const evaluated = wordsOf(decided)
  const shown = encoded.includes('refused') ? ['refused'] : encoded
  if (JSON.stringify(shown) === JSON.stringify(evaluated)) return []
  return [
    {
      request,
      onlyEncoded: shown.filter(word => !evaluated.includes(word)),
      onlyEvaluated: evaluated.filter(word => !shown.includes(word)),
    },
  ]
}

/** The facts of one request, as statements about any. A date of birth is left out: requests have none here. */
const fixing = (
  rules: Rules,
  request: RequestTerms,
  codes: ReturnType<typeof openCodes>,
  one: Asked,
): readonly Term[] => [
  equal(request.asOf, int(dayNumber(one.asOf))),
  ...[...request.facts].flatMap(([name, { known, value }]) => {
    const given = one.facts[name] as Scalar | null | undefined
    if (given === null || given === undefined) return [notTerm(known)]
    return [known, equal(value, valueTerm(codes, rules.rulebook.factsByName.get(name)!, given))]
  }),
]

/** Everything that the encoding can say, with the word that a decision has for it. */
const termsSaid = (terms: QuestionTerms): readonly { readonly word: string; readonly term: Term }[] => [
  { word: 'refused', term: notTerm(terms.consistent) },
  ...[...terms.exact()].map(([id, { possible }]) => ({ word: `possible ${id}`, term: possible })),
  ...terms.requirements.flatMap(({ id, applies, test }) => [
    { word: `requirement ${id}`, term: possibly(applies) },
    { word: `requirement ${id} applies`, term: applies.t },
    { word: `requirement ${id} met`, term: and(possibly(applies), test.t) },
    { word: `requirement ${id} unmet`, term: and(possibly(applies), test.f) },
  ]),
  ...terms.items.flatMap(({ list, item, verb, applies, isBy }) => [
    { word: `item ${list} ${item} ${verb}`, term: possibly(applies) },
    { word: `item ${list} ${item} ${verb} applies`, term: applies.t },
    ...itemTimes.map((time, i) => ({
      word: `item ${list} ${item} ${verb} ${time}`,
      term: and(possibly(applies), isBy[i]!, ...isBy.slice(0, i).map(notTerm)),
    })),
  ]),
  ...terms.texts.map(({ text, concerns }) => ({ word: `text ${text.id}`, term: possibly(concerns) })),
  ...terms.rules.flatMap(({ rule, truth }) => [
    { word: `rule ${rule.name} from ${rule.effective.from} true`, term: truth.t },
    { word: `rule ${rule.name} from ${rule.effective.from} not false`, term: possibly(truth) },
  ]),
]

const wordsOf = (decision: ReturnType<Rules['evaluate']>): readonly string[] => {
  if ('issues' in decision) return ['refused']
  return [
    ...decision.possibleAnswers.map(id => `possible ${id}`),
    ...decision.requirements.flatMap(one => [
      `requirement ${one.id}`,
      ...(one.applies === 'yes' ? [`requirement ${one.id} applies`] : []),
      ...(one.status === 'unknown' ? [] : [`requirement ${one.id} ${one.status}`]),
    ]),
    ...Object.entries(decision.lists).flatMap(([list, items]) =>
      items.flatMap(({ item, verb, when, status }) => [
        `item ${list} ${item} ${verb}`,
        ...(when === undefined ? [] : [`item ${list} ${item} ${verb} ${when}`]),
        ...(status === 'applies' ? [`item ${list} ${item} ${verb} applies`] : []),
      ]),
    ),
    ...(decision.notWeighed ?? []).map(one => `text ${one.id}`),
    ...rulesIn(decision),
  ].sort()
}

const rulesIn = (decision: Decision): readonly string[] =>
  decision.trace!.rules.flatMap(({ name, truth, effective: { from } }) => [
    ...(truth === 'true' ? [`rule ${name} from ${from} true`] : []),
    ...(truth === 'false' ? [] : [`rule ${name} from ${from} not false`]),
  ])
