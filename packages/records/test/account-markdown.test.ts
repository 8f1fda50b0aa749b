import fc from 'fast-check'
import { marked } from 'marked'
import { expect, it } from 'vitest'
import type { AccountInput } from '../src/account/account.ts'
import { accountOf } from '../src/account/build.ts'
import { accountAsMarkdown } from '../src/account/render.ts'
import { accountCase, rules } from './account-case.ts'

const { opened: _, ...rest } = accountCase()
const [overridden] = rest.events
if (overridden === undefined) throw new Error('The case was overridden.')

/** Pieces of markup. Bare web and e-mail addresses are not among them: GitHub’s Markdown makes links of these as they stand. */
const piece = fc.constantFrom(
  ...['<', '>', '*', '_', '`', '[', ']', '(', ')', '#', '-', '+', '=', '1.', '1)', ' ', '\n', '  \n', '\t', '\\', '&'],
  ...['lt;', '!', '|', '~', 'a', '"', "'", ':', '$', '{', '}', '---', '```', '<b>', '<!--', '[a]: b'],
)
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map(pieces => pieces.join(''))

const elementsOf = (said: string): string => {
  const input: AccountInput = { ...rest, opened: null, contact: said, events: [{ ...overridden, reason: said }] }
  const html = marked.parse(accountAsMarkdown(accountOf(rules, input)), { async: false })
  return (html.match(/<[^>]*>/g) ?? []).join('')
}
const plain = elementsOf('a')

it('texts that look like markup make no element when the Markdown is read', () => {
  fc.assert(
    fc.property(
      text.filter(said => said.trim() !== ''),
      said => {
        expect(elementsOf(said)).toBe(plain)
      },
    ),
    { numRuns: 1000 },
  )
})

it('unescaped, they would', () => {
  expect(marked.parse('- a <b> *c*', { async: false }).match(/<(b|em)>/g)).toHaveLength(2)
})
