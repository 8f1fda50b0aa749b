import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inCheckout } from '../../../scripts/places.mjs'
import { canonicalJson, readJson } from '../src/index.ts'

/** What others publish for readers and writers of JSON: test/vectors/README.md says from where. */
const vectors = (name: string) => JSON.parse(readFileSync(inCheckout(`test/vectors/${name}.json`), 'utf8'))

type Case = string | { readonly piece: string; readonly times: number; readonly then: string }
const suite = Object.entries(vectors('json-test-suite') as Readonly<Record<string, Case>>).map(([name, one]) => ({
  name,
  bytes: typeof one === 'string' ? Buffer.from(one, 'base64') : Buffer.from(one.piece.repeat(one.times) + one.then),
}))
const limits = { bytes: 1_000_000, depthLevels: 64, keysCount: 1_000 }

/** As a file is read: its bytes have to be UTF-8. */
const read = (bytes: Uint8Array) => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { text: undefined }
  }
}
const codesOf = (bytes: Uint8Array): readonly string[] => {
  const { text } = read(bytes)
  if (text === undefined) return ['not-text']
  const found = readJson(text, limits)
  if (found.ok) expect(found.value).toEqual(JSON.parse(text))
  return found.ok ? [] : found.issues.map(one => one.code)
}
const named = (start: string) => suite.filter(({ name }) => name.startsWith(start))

describe('JSONTestSuite', () => {
  /** What is JSON, and is refused all the same, since some of it would be lost or mean something else. */
  const refusedOnPurpose: Readonly<Record<string, readonly string[]>> = {
    'y_object_duplicated_key.json': ['duplicate-key'],
    'y_object_duplicated_key_and_value.json': ['duplicate-key'],
    'y_object_escaped_null_in_key.json': ['not-text'],
    'y_string_null_escape.json': ['not-text'],
  }
  /** What a reader may take or leave, and this one takes: a number as the nearest that there is, and a file’s byte-order mark. */
  const takenOfFree = [
    'i_number_double_huge_neg_exp.json',
    'i_number_real_underflow.json',
    'i_number_too_big_neg_int.json',
    'i_number_too_big_pos_int.json',
    'i_number_very_big_negative_int.json',
    'i_structure_UTF-8_BOM_empty_object.json',
  ]

  test('is whole', () => expect(['y_', 'n_', 'i_'].map(start => named(start).length)).toEqual([95, 188, 35]))

  test.each(named('y_'))('$name is read, or refused for a reason', ({ name, bytes }) => {
    expect(codesOf(bytes)).toEqual(refusedOnPurpose[name] ?? [])
  })

  test.each(named('n_'))('$name is refused', ({ bytes }) => expect(codesOf(bytes)).not.toEqual([]))

  test('what is left to the reader is refused, but for those named', () => {
    expect(
      named('i_')
        .filter(({ bytes }) => codesOf(bytes).length === 0)
        .map(one => one.name),
    ).toEqual(takenOfFree)
  })
})

describe('RFC 8785', () => {
  const files = Object.entries(
    vectors('json-canonicalization') as Readonly<Record<string, Record<'input' | 'output', string>>>,
  )

  test.each(files)('writes %s as its author does', (_, { input, output }) => {
    expect(canonicalJson(JSON.parse(input))).toBe(output)
  })

  test('has six such files', () => expect(files).toHaveLength(6))

  // Appendix B: the bits of a number, and how it is written.
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number of the bits %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text)
  })

  test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('has no text for the bits %s', bits => {
    expect(() => canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toThrow(RangeError)
  })
})
