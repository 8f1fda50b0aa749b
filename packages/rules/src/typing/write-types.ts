import type { Rulebook, VocabularyFact } from '../compile/rulebook.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { sendableFacts } from './facts-schema.ts'

/**
 * The words of some rules as TypeScript: one type, `name`, for `loadRules<Name>(directory)`, with each fact’s question and the
 * meaning of its words as comments. The text imports nothing.
 */
export const vocabularyTypes = (rulebook: Rulebook, name: string): string => {
  const facts = sendableFacts(rulebook.facts)
  const decisions = [...rulebook.decisions.values()]
  return [
    `/** The words of rules ${rulebook.version}, made of their files by “virtual-school types”. */`,
    `export interface ${name} {`,
    `  readonly facts: ${name}Facts`,
    `  readonly authority: ${union([...rulebook.authorities.keys()])}`,
    '  readonly questions: {',
    ...decisions.flatMap(one => questionLines(one, name)),
    '  }',
    '}',
    '',
    '/** The items of each list, and what they do if they are parties. */',
    `export interface ${name}Lists {`,
    ...[...rulebook.lists.values()].flatMap(listLines),
    '}',
    '',
    '/** What is due by some day. */',
    `export type ${name}Deadline = ${union([...rulebook.deadlines.keys()])}`,
    '',
    '/** What can be known of a child. Left out or undefined: not asked. Null: asked, and not known. */',
    // A type, not an interface: then it fits where any facts do.
    `export type ${name}Facts = {`,
    ...facts.flatMap(factLines),
    '}',
    '',
  ]
    .join('\n')
    .replaceAll(/ +$/gm, '')
}

const quoted = (word: string): string => `'${word}'`
const lineWidth = 110

/** One of these words; a line each if they are too many for one. */
const union = (words: readonly string[], indent = ''): string => {
  if (words.length === 0) return 'never'
  const line = words.map(quoted).join(' | ')
  return line.length + indent.length <= lineWidth ? line : words.map(word => `\n${indent}  | ${quoted(word)}`).join('')
}

const idsOf = (things: readonly { readonly id: string }[], indent: string): string =>
  union(
    things.map(one => one.id),
    indent,
  )

/** As a comment, whatever the text: no text ends it. */
const comment = (indent: string, lines: readonly string[]): readonly string[] => {
  const safe = lines.map(line => line.replaceAll('*/', '*\\/'))
  if (safe.length === 1) return [`${indent}/** ${safe[0]} */`]
  return [`${indent}/**`, ...safe.map(line => `${indent} * ${line}`), `${indent} */`]
}

type List = Rulebook['lists'] extends ReadonlyMap<string, infer L> ? L : never

const listLines = ({ id, items, verbs }: List): readonly string[] => [
  `  readonly ${quoted(id)}: {`,
  `    readonly item: ${idsOf(items, '    ')}`,
  `    readonly verb: ${idsOf(verbs, '    ')}`,
  '  }',
]

const questionLines = (
  { id, question, answers, requirements, lists }: DecisionDefinition,
  name: string,
): readonly string[] => [
  ...comment('    ', [question, '', ...answers.map(one => `\`${one.id}\`: ${one.summary}.`)]),
  `    readonly ${quoted(id)}: {`,
  `      readonly answer: ${idsOf(answers, '      ')}`,
  `      readonly requirement: ${idsOf(requirements, '      ')}`,
  `      readonly lists: Pick<${name}Lists, ${union(lists)}>`,
  `      readonly deadline: ${name}Deadline`,
  '    }',
]

const factLines = (fact: VocabularyFact): readonly string[] => {
  const { name, question, help, values = [] } = fact
  const said = [question, help, ...values.map(one => `\`${one.value}\`: ${one.statement}.`)]
  const lines = said.filter(line => line !== undefined).flatMap((line, i) => (i === 0 ? [line] : ['', line]))
  return [...comment('  ', lines), `  readonly ${name}?: ${typeOf(fact)} | null | undefined`]
}

const typeOf = ({ type, values = [] }: VocabularyFact): string => {
  switch (type) {
    case 'boolean':
      return 'boolean'
    case 'integer':
      return 'number'
    case 'date':
      return 'string'
    case 'enum':
      return union(
        values.map(one => one.value),
        '  ',
      )
  }
}
