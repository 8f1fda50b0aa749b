import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@hey-api/openapi-ts'
import { loadRules } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { compiled, makeProject } from '../../../test/support/compiled.ts'
import { openApiText } from '../src/routes/table.ts'
import { typesOf } from './client/types-of.mjs'
import { ways } from './slips/programs.ts'
import { kinds, slips } from './slips/table.ts'

const openApi = openApiText(await loadRules())
const folder = await makeProject()
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

write('openapi.json', openApi)
write('openapi-typescript.ts', await typesOf(openApi))
await createClient({
  input: join(folder, 'openapi.json'),
  output: join(folder, 'hey-api'),
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  logs: { level: 'silent' },
})

/** Every program as it should be and with its slip, each a module of its own: so each is checked alone. */
const programs = ways.flatMap(({ name, write: written }) =>
  slips.flatMap(({ kind, right, wrong }, i) => [
    { way: name, kind, isSlip: false, file: `${name}-${i}-right.ts`, text: written(right) },
    { way: name, kind, isSlip: true, file: `${name}-${i}-slip.ts`, text: written(wrong) },
  ]),
)
for (const { file, text } of programs) write(file, text)
const errors = await compiled(
  folder,
  programs.map(one => one.file),
)

describe('a slip', () => {
  it('is looked for in sixty programs, six of each kind at least', () => {
    expect(slips.length).toBeGreaterThanOrEqual(60)
    for (const kind of kinds) expect(slips.filter(one => one.kind === kind).length).toBeGreaterThanOrEqual(6)
  })

  it('is a compile error in its own program and nowhere else', () => {
    const files = new Set(programs.map(one => one.file))
    expect([...errors].filter(([file]) => !files.has(file))).toEqual([])
  })

  it.each(ways)('does not compile through $name, and the same program without it does', ({ name }) => {
    const ofWay = programs.filter(one => one.way === name)
    const wrongly = ofWay.filter(one => !one.isSlip && errors.has(one.file))
    expect(wrongly.map(one => [one.text, errors.get(one.file)])).toEqual([])
    const unnoticed = ofWay.filter(one => one.isSlip && !errors.has(one.file))
    expect(unnoticed.map(one => one.text)).toEqual([])
  })
})
