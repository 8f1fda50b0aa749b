import { describe, expect, it } from 'vitest'
import { operatorNames, operators, type Scalar } from '../src/index.ts'

const values: readonly Scalar[] = [1, 2, 3]
const wanted = (name: (typeof operatorNames)[number]): readonly (Scalar | readonly Scalar[])[] =>
  operators[name].value === 'list' ? [[1], [1, 2], [3]] : values

describe.each(operatorNames)('the operator %s', name => {
  const { opposite, neighbours, holds } = operators[name]

  it('has an opposite, which holds exactly if it does not', () => {
    expect(operators[opposite].opposite).toBe(name)
    for (const found of values)
      for (const one of wanted(name)) expect(operators[opposite].holds(found, one)).toBe(!holds(found, one))
  })

  it('has neighbours for the same facts and values, its opposite first', () => {
    expect(neighbours[0]).toBe(opposite)
    for (const other of neighbours) {
      expect(operators[other].takes).toEqual(operators[name].takes)
      expect(operators[other].value).toBe(operators[name].value)
    }
  })
})

describe('what the rows say', () => {
  it.each([
    ['lessThan', [true, false, false]],
    ['lessThanInclusive', [true, true, false]],
    ['greaterThan', [false, false, true]],
    ['greaterThanInclusive', [false, true, true]],
    ['equal', [false, true, false]],
    ['notEqual', [true, false, true]],
  ] as const)('%s of 1, 2 and 3 against 2', (name, expected) => {
    expect(values.map(value => operators[name].holds(value, 2))).toEqual(expected)
  })

  it('names the operators that differ by a hair', () => {
    expect(operators.lessThan.neighbours).toEqual(['greaterThanInclusive', 'lessThanInclusive', 'greaterThan'])
    expect(operators.dateOnOrAfter.neighbours).toEqual(['dateBefore', 'dateAfter', 'dateOnOrBefore'])
    expect(operators.in.neighbours).toEqual(['notIn'])
  })
})
