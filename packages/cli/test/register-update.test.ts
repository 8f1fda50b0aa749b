import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addWords, type Council, layOut, openCouncil, page } from './council.ts'

let council: Council
const file = 'rules/testshire/registers/testshire-days.json'
const rulesFile = 'rules/testshire/short-day.json'
const place = 'under “Short days in Testshire”, sentence beginning “The parent must agree”'

beforeEach(async () => {
  council = await openCouncil()
  await council.run(addWords(await council.write('page.txt', page)))
  const rules = JSON.parse(await council.read(rulesFile))
  rules.rules[0].citations = [{ source: 'testshire-days', locator: place, evidence: 'primary' }]
  await council.write(rulesFile, layOut(JSON.stringify(rules, null, 2)))
  await council.write(
    'rules/testshire/readings.json',
    `{
  "readings": [
    {
      "id": "which-letter",
      "title": "Which letter",
      "taken": "Any.",
      "alternatives": [{ "text": "A signed one.", "condition": { "fact": "ageYears", "operator": "lessThan", "value": 9 } }],
      "citations": [{ "source": "testshire-days", "locator": "${place}", "evidence": "primary" }]
    }
  ]
}
`,
  )
  await council.run(['register', 'new', 'testshire-days', '--authority', 'testshire'])
})
afterEach(() => council.remove())

const renew = async (text: string) => {
  const from = await council.write('new.txt', text)
  await council.run(['source', 'renew', 'testshire-days', '--file', from], '2026-12-01')
}
const update = (...more: readonly string[]) => council.run(['register', 'update', 'testshire-days', ...more])
const entries = async (): Promise<{ locator: string; class: string; gone?: string }[]> =>
  JSON.parse(await council.read(file)).entries
const verify = () => council.run(['sources', 'verify', '--documents', join(council.folder, 'documents')])

describe('register update', () => {
  it('has nothing to write of the same words', async () => {
    await renew(`\n\n${page.replaceAll('•', '-')}\n`)
    const ran = await update('--authority', 'testshire', '--write')
    expect(ran).toMatchObject({ code: 0, stdout: 'testshire-days: 7 as they were.\n\nNothing is to be written.\n' })
  })

  it('re-places what moved, in the register and wherever it is cited, and only if asked', async () => {
    await renew(page.replace('Short days in Testshire', 'Short days and what the council asks of you'))
    const before = await council.read(file)
    const shown = await update()
    expect(shown.code).toBe(0)
    expect(shown.stdout).toContain('2 moved')
    expect(shown.stdout).toContain(
      `  ${place}\n    now: under “Short days and what the”, sentence beginning “The parent must agree”\n    rests on it: testshire.short-day.start and the reading “which-letter”\n`,
    )
    expect(shown.stdout).toContain('Nothing was written. --write writes ')
    expect(await council.read(file)).toBe(before)

    const found = await verify()
    expect(found.stdout).toContain('6 of 7 passages found, 2 of them in another place.')
    expect(found.stdout).toContain(`${place}: moved, now under “Short days and what the”`)

    const ran = await update('--write')
    expect(ran.stdout).toContain('Written: ')
    for (const path of [file, rulesFile, 'rules/testshire/readings.json']) {
      const text = await council.read(path)
      expect(text).toContain('under “Short days and what the”, sentence beginning “The parent must agree”')
      expect(layOut(text)).toBe(text)
    }
    expect((await update()).stdout).toContain('Nothing is to be written.')
    expect((await readdir(join(council.rules, 'testshire'))).filter(one => one.includes('.part'))).toEqual([])
  })

  it('lists what changed, is gone and is new, with the old words and what rests on them, and marks it', async () => {
    await renew(
      page
        .replace('e.g. in a letter', 'in writing')
        .replace(' Nobody else need be asked.', '')
        .replace('• advice', '• advice\n• money'),
    )
    const ran = await update('--write')
    expect(ran.stdout).toContain('testshire-days: 5 as they were, 1 changed, 1 gone, 1 new.')
    expect(ran.stdout).toContain(
      `Changed\n  ${place}\n    was: “The parent must agree to a short day, e.g. in a letter”\n    is:  “The parent must agree to a short day, in writing.”\n    rests on it: testshire.short-day.start and the reading “which-letter”\n`,
    )
    expect(ran.stdout).toContain(
      'Gone\n  under “Short days in Testshire”, sentence beginning “Nobody else need be”\n    was: “Nobody else need be asked”\n',
    )
    expect(ran.stdout).toContain('New\n  line 10, under “Help”, after “We offer”, item beginning “money”: “money”\n')
    expect((await entries()).map(one => [one.class, one.gone ?? '', one.locator.split(', ').at(-1)])).toEqual([
      ['open', '', 'heading “Short days in Testshire”'],
      ['rule', '2026-12-01', 'sentence beginning “The parent must agree”'],
      ['open', '', 'sentence beginning “The parent must agree”'],
      ['open', '2026-12-01', 'sentence beginning “Nobody else need be”'],
      ['open', '', 'heading “Help”'],
      ['open', '', 'sentence beginning “We offer”'],
      ['open', '', 'item beginning “training for schools”'],
      ['open', '', 'item beginning “advice”'],
      ['open', '', 'item beginning “money”'],
    ])
    const text = await council.read(file)
    expect(layOut(text)).toBe(text)
    expect(await verify()).toMatchObject({ code: 0, stdout: 'testshire-days: 7 of 7 passages found.\n' })
    const listed = await council.run(['register', 'list', 'testshire-days'])
    expect(listed.stdout).toContain('Their words are gone:')
    expect(listed.stdout).toContain('“Nobody else need be” (since the copy of 2026-12-01)')
  })

  it('calls a sentence that is taken out gone, in sources verify too', async () => {
    await renew(page.replace(' Nobody else need be asked.', ''))
    const found = await verify()
    expect(found).toMatchObject({ code: 1 })
    expect(found.stdout).toContain('“Nobody else need be”: gone: the words stand nowhere any more.')
    expect(found.stdout).not.toContain('changed')
  })

  it('gives the same as data', async () => {
    await renew(page.replace('• advice', '• money'))
    const { standing, gone, added, isWritten, files } = JSON.parse((await update('--format', 'json')).stdout)
    expect({ standing, isWritten, files }).toEqual({
      standing: 6,
      isWritten: false,
      files: [join(council.folder, file)],
    })
    expect([gone, added]).toMatchObject([[{ entry: 6, was: 'advice' }], [{ text: 'money', line: 9 }]])
  })

  it('is refused without a register, a copy, or a source', async () => {
    const refused = async (...words: readonly string[]) => (await council.run(['register', 'update', ...words])).stderr
    expect(await refused('made-up')).toContain('names no document')
    expect(await refused('testshire-day')).toContain('Did you mean “testshire-days”?')
    expect(await refused('testshire-days', '--authority', 'england')).toContain('under “england”')
    expect(await refused('testshire-days', '--documents', council.folder)).toContain('could not be read')
  })
})
