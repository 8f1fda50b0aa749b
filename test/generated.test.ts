import { readdirSync, readFileSync } from 'node:fs'
import { cautionCodes, issueCodes } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { openApiText } from '../packages/api/src/openapi/text.ts'
import { problems } from '../packages/api/src/problems.ts'
import { jsonSchemas } from '../packages/rules/src/language/json-schema.ts'
import { generatedFiles } from '../scripts/generated.mjs'
import { inCheckout } from '../scripts/places.mjs'

const files = generatedFiles({ jsonSchemas, openApiText, issueCodes, cautionCodes, problems })

it.each(files)('$path is what the code makes it', ({ path, text }) => {
  expect(readFileSync(inCheckout(path), 'utf8'), 'Run “npm run generate”.').toBe(text)
})

it('no schema is left over from a kind of file that is gone', () => {
  const made = files.map(one => one.path).filter(path => path.startsWith('rules/schema/'))
  expect(readdirSync(inCheckout('rules/schema')).map(name => `rules/schema/${name}`)).toEqual(made.sort())
})

it('every code is on the page of messages', () => {
  const page = readFileSync(inCheckout('docs/messages.md'), 'utf8')
  const codes = [
    ...Object.keys(issueCodes),
    ...Object.keys(cautionCodes),
    ...Object.keys(problems).map(slug => `/problems/${slug}`),
  ]
  expect(codes.filter(code => !page.includes(`| \`${code}\` |`))).toEqual([])
})
