import { describe, expect, it } from 'vitest'
import { unknownName } from '../src/rules/names.ts'

const councils = Array.from({ length: 30 }, (_, i) => `council-${String.fromCharCode(97 + (i % 26))}${i}`)
const said = (name: string, held: readonly string[]) =>
  unknownName('unknown-authority', 'authority', name, held).message

describe('a name that is not held, among many', () => {
  it('gets the nearest alone, if one is near', () => {
    expect(said('bedfordshre', [...councils, 'bedfordshire'])).toBe(
      'There is no authority “bedfordshre”. Did you mean “bedfordshire”?',
    )
  })

  it.each(['kent', 'x', 'zzzzzzzz'])('gets a handful else, and how to see all: %s', name => {
    const message = said(name, councils)
    expect(message.match(/council-/g)).toHaveLength(6)
    expect(message).toMatch(/and 24 more\. “virtual-school rules” has all of them/)
  })

  it('gets all if there are few', () => {
    expect(said('kent', councils.slice(0, 7)).match(/council-/g)).toHaveLength(7)
  })
})
