import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formNames, operatorNames } from '@virtual-school/rules'
import { beforeAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import { sourcesIn } from './support/sources.ts'

/** A copy of the sources in which the language has a form, a relation and an operator more. */
const branch = inCheckout('node_modules/.cache/virtual-school/larger-language')
const copied = [
  'packages/rules/package.json',
  'packages/rules/src',
  'packages/verify/package.json',
  'packages/verify/src',
  'tools/handbook/src',
  'bench',
]

const edit = (file: string, from: string, to: string): void => {
  const path = join(branch, file)
  const text = readFileSync(path, 'utf8')
  expect(text.split(from), `${file} has “${from}” once`).toHaveLength(2)
  writeFileSync(path, text.replace(from, to))
}

/** The files in which the compiler finds errors. */
const filesWithErrors = (): readonly string[] => {
  let output = ''
  try {
    execFileSync(process.execPath, [inCheckout('node_modules/typescript/bin/tsc'), '-p', branch, '--pretty', 'false'])
  } catch (error) {
    output = String((error as { readonly stdout: unknown }).stdout)
  }
  const files = output.split('\n').flatMap(line => /^(\S.*)\(\d+,\d+\): error /.exec(line)?.[1] ?? [])
  return [...new Set(files.map(file => file.slice(file.search(/(packages|tools|bench)\//))))].sort()
}

describe('a larger language', () => {
  beforeAll(() => {
    rmSync(branch, { recursive: true, force: true })
    for (const path of copied) cpSync(inCheckout(path), join(branch, path), { recursive: true })
    mkdirSync(join(branch, 'node_modules/@virtual-school'), { recursive: true })
    symlinkSync(join(branch, 'packages/rules'), join(branch, 'node_modules/@virtual-school/rules'), 'junction')
    const base = {
      extends: inCheckout('tsconfig.tests.json'),
      include: ['packages/*/src', 'tools/*/src', 'bench/peers'],
      references: [],
    }
    writeFileSync(join(branch, 'tsconfig.json'), JSON.stringify(base))
  })

  it('is an error in every place that must know what is new, and in no other', () => {
    const operators = 'packages/rules/src/language/operators.ts'
    edit(operators, 'export type Relation =', "export type Relation = 'isBetween' |")
    edit(
      operators,
      '  equal: {',
      "  between: { relation: 'isBetween', takes: integers, reads: 'is between' },\n  equal: {",
    )
    edit('packages/rules/src/language/forms/forms.ts', '{ permit, collect,', '{ grade: permit, permit, collect,')
    expect(filesWithErrors()).toEqual([
      // What each peer calls the operator.
      'bench/peers/json-logic.ts',
      'bench/peers/zen.ts',
      // The semantics: in plain lines, and of the relation itself.
      'packages/rules/src/evaluate/reference/answers.ts',
      'packages/rules/src/evaluate/reference/truth.ts',
      'packages/rules/src/language/operators.ts',
      // The semantics for a solver.
      'packages/verify/src/encode/conditions.ts',
      'packages/verify/src/encode/question.ts',
      // When two tests with the relation mean the same.
      'packages/verify/src/mutate/meaning.ts',
      // How the answers of the form come about, in words.
      'tools/handbook/src/question.ts',
    ])
  })

  it('meets no branch that asks for a form or an operator by name, which the compiler could not see', () => {
    const names: ReadonlySet<string> = new Set([...formNames, ...operatorNames])
    const branches = ['packages/rules/src', 'packages/verify/src', 'tools/handbook/src', 'bench'].flatMap(folder =>
      sourcesIn(folder).flatMap(({ path, comparedWith }) =>
        [...comparedWith].filter(text => names.has(text)).map(text => `${path} asks for “${text}”`),
      ),
    )
    expect(branches).toEqual([])
  })
})
