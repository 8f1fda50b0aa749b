import { loadRules } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { testSize } from '../../../test/support/sizes.ts'
import { connected, day, textOf } from './connected.ts'

const rules = await loadRules(realDirectory)
const { call } = await connected(rules)
const wantedOf = (answers: readonly { readonly id: string }[]) =>
  testSize === 'nightly' ? answers : answers.slice(0, 1)
const cases = rules.decisions.flatMap(({ id, answers }) =>
  wantedOf(answers).map(one => [id, one.id, answers.flatMap(({ id: word, summary }) => [word, summary])] as const),
)

it.each(cases)(
  'why-not %s, wanted %s, while nothing is known: no word of an answer',
  async (decision, wanted, words) => {
    const result = await call('why-not', { decision, authority: 'luton', asOf: day, facts: {}, wanted })
    const text = textOf(result).toLowerCase()
    expect(result.structuredContent).toMatchObject({ wanted, present: { status: 'undetermined' } })
    expect(text).toMatch(/^not known yet\./)
    expect(
      words.filter(word => text.split(/[^\p{L}-]+/u).includes(word) || (word.includes(' ') && text.includes(word))),
    ).toEqual([])
  },
)
