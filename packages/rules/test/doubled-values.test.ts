import { describe, expect, test } from 'vitest'
import { readRules } from '../src/index.ts'
import { baseFiles } from './support/corpus.ts'

/** Whoever writes a value twice in a list most likely meant another; in rules that were kept it is let pass. */
const issuesWith = (semantics: 1 | 2, change: (files: Map<string, unknown>) => void) => {
  const files = new Map([...baseFiles].map(([path, value]) => [path, structuredClone(value)]))
  Object.assign(files.get('manifest.json') as object, { semantics })
  change(files)
  const read = readRules([...files].map(([path, value]) => ({ path, value })))
  return (read.ok ? [] : read.issues)
    .filter(one => one.code === 'duplicate-name')
    .map(({ file, pointer, message }) => ({ at: `${file} ${pointer}`, message }))
}
const listed = (operator: string, value: readonly unknown[]) => ({ all: [{ fact: 'status', operator, value }] })
const inRule =
  (value: readonly unknown[], operator = 'in') =>
  (files: Map<string, unknown>) => {
    const { rules } = files.get('town/rules.json') as { rules: { conditions: unknown }[] }
    rules[2]!.conditions = listed(operator, value)
  }
const inDefinition = (files: Map<string, unknown>) => {
  const { definitions } = files.get('town/definitions.json') as { definitions: { conditions: unknown }[] }
  definitions[0]!.conditions = listed('in', ['never', 'never'])
}

describe('a value that stands twice in a list', () => {
  test.each(['in', 'notIn'])('is refused at its second place: %s', operator => {
    const [issue, ...others] = issuesWith(2, inRule(['never', 'once', 'never'], operator))
    expect(issue?.at).toBe('town/rules.json /rules/2/conditions/all/0/value/2')
    expect(issue?.message).toContain('“never” stands twice')
    expect(others).toEqual([])
  })

  test('is refused in a definition too', () => {
    expect(issuesWith(2, inDefinition).map(one => one.at)).toEqual([
      'town/definitions.json /definitions/0/conditions/all/0/value/1',
    ])
  })

  test('is let pass in rules that were kept', () => {
    expect(issuesWith(1, inRule(['never', 'never']))).toEqual([])
    expect(issuesWith(1, inDefinition)).toEqual([])
  })

  test('is not found where there is none', () => expect(issuesWith(2, inRule(['never']))).toEqual([]))
})
