import type { Program } from './table.ts'

/** A way in which a supplier’s program reaches the decisions, and the program written for it. */
export interface Way {
  readonly name: string
  readonly write: (program: Program) => string
}

const text = (word: string): string => `'${word}'`
const requestOf = ({ decision = 'remit', authority = 'luton', facts = '' }: Program): string =>
  `{ decision: ${text(decision)}, authority: ${text(authority)}, asOf: '2026-11-22', facts: { ${facts} } }`

/** What the program looks at in a decision. */
const looks = ({ answer, requirement, list, item }: Program): readonly string[] => [
  ...(answer === undefined ? [] : [`if (decision.answer === ${text(answer)}) console.log('that')`]),
  ...(requirement === undefined
    ? []
    : [`console.log(decision.requirements.some(one => one.id === ${text(requirement)}))`]),
  ...(list === undefined || item === undefined
    ? []
    : [`console.log(decision.lists.${list}.some(one => one.item === ${text(item)}))`]),
]

/** A decision of the service is one of several; the question tells which. */
const whenItIs = (program: Program): readonly string[] => {
  const inside = looks(program)
  const asked = text(program.decision ?? 'remit')
  return inside.length === 0 ? [] : [`if (decision?.decision === ${asked}) {`, ...inside, '}']
}

const library: Way = {
  name: 'library',
  write: program =>
    [
      "import { loadRules } from '@virtual-school/rules'",
      'const rules = await loadRules()',
      `const decision = rules.evaluate(${requestOf(program)})`,
      "if (!('issues' in decision)) {",
      'console.log(decision.status)',
      ...looks(program),
      '}',
    ].join('\n'),
}

const openapiFetch: Way = {
  name: 'openapi-fetch',
  write: program =>
    [
      "import createClient from 'openapi-fetch'",
      "import type { paths } from './openapi-typescript.ts'",
      "const client = createClient<paths>({ baseUrl: 'http://127.0.0.1:3000' })",
      `const { data } = await client.POST('/decide', { body: ${requestOf(program)} })`,
      'const decision = data?.result',
      ...whenItIs(program),
      'export {}',
    ].join('\n'),
}

const heyApi: Way = {
  name: 'hey-api',
  write: program =>
    [
      "import { decide } from './hey-api/index.ts'",
      `const { data } = await decide({ body: ${requestOf(program)} })`,
      'const decision = data?.result',
      ...whenItIs(program),
      'export {}',
    ].join('\n'),
}

/** Through the library, and through clients that two generators make of the service’s own document. */
export const ways: readonly Way[] = [library, openapiFetch, heyApi]
