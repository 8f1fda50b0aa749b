import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { type DocumentKind, documentKinds } from '../src/language/documents.ts'
import { jsonSchemas } from '../src/language/json-schema.ts'

const schemas = jsonSchemas()
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: { uri: true } })
const complaintsOf = (kind: DocumentKind, value: unknown): readonly string[] => {
  const validate = ajv.getSchema(String(schemas[kind].$id)) ?? ajv.compile(schemas[kind])
  return validate(value) ? [] : (validate.errors ?? []).map(one => `${one.instancePath} ${one.message}`)
}

describe('JSON Schemas', () => {
  it('there is one for every kind of file, and they are drafts that a validator takes', () => {
    expect(Object.keys(schemas)).toEqual(Object.keys(documentKinds))
    for (const schema of Object.values(schemas)) expect(ajv.validateSchema(schema)).toBe(true)
  })
})

/** One document that fits and, for each member of `but`, the same with that change, which does not. */
const rule = {
  name: 'england.remit.example',
  title: 'An example',
  decision: 'remit',
  force: 'law',
  effective: { from: '2021-09' },
  conditions: { fact: 'careStatus', operator: 'equal', value: 'looked-after' } as object,
  event: { type: 'none' },
  citations: [{ source: 'a-source', locator: 'section 1', evidence: 'primary' }],
}
const withRule = (change: object) => complaintsOf('rulebook', { rules: [{ ...rule, ...change }] })

describe('the JSON Schema of a rulebook', () => {
  it('takes every form of condition', () => {
    const leaf = { fact: 'ageYears', operator: 'in', value: [1, 2] }
    for (const conditions of [leaf, { all: [] }, { any: [leaf, { not: { condition: 'a-name', reading: 'r' } }] }]) {
      expect(withRule({ conditions })).toEqual([])
    }
  })

  it.each([
    ['two heads', { all: [], any: [] }],
    ['no head', {}],
    ['a test without an operator', { fact: 'ageYears', value: 3 }],
    ['an unknown operator', { fact: 'ageYears', operator: 'near', value: 3 }],
    ['a value that is null', { fact: 'ageYears', operator: 'equal', value: null }],
    ['a priority, deep inside', { all: [{ not: { condition: 'a-name', priority: 1 } }] }],
  ])('refuses a condition with %s', (_, conditions) => {
    expect(withRule({ conditions })).not.toEqual([])
  })

  it.each([
    ['an unknown member', { when: 'always' }],
    ['an unknown force', { force: 'custom' }],
    ['a date that is not one', { effective: { from: '1 September 2021' } }],
    ['no citation', { citations: [] }],
  ])('refuses a rule with %s', (_, change) => {
    expect(withRule({})).toEqual([])
    expect(withRule(change)).not.toEqual([])
  })
})
