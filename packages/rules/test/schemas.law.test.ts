import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { triesCode } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import type { RuleFile } from '../src/index.ts'
import { directorySchemas } from '../src/schemas/directory-schemas.ts'
import { ruleFiles } from './support/generate.ts'
import { realRules, rulesFrom } from './support/law.ts'
import { realFiles } from './support/real-files.ts'
import { complaintsBy } from './support/schema-complaints.ts'

/** An editor that marks what the rules accept teaches people to pass over its marks. */
const complaintsOf = complaintsBy(directorySchemas(realRules.rulebook))

describe('the schemas of a directory', () => {
  it.each(realFiles)('take its file $path', ({ path, value }) => {
    expect(complaintsOf(path, value)).toEqual([])
  })

  it.runIf(triesCode)('take every file of random rules that are sound', () => {
    fc.assert(
      fc.property(ruleFiles, files => {
        const complaints = complaintsBy(directorySchemas(rulesFrom(files).rulebook))
        for (const { path, value } of files)
          expect({ path, complaints: complaints(path, value) }).toEqual({ path, complaints: [] })
      }),
      { numRuns: runs(0.3) },
    )
  })

  it('let a scenario that expects a refusal ask what it likes, and no other', () => {
    const path = 'luton/scenarios/new.json'
    const asked = { name: 'New', decision: 'remit', asOf: '2026-02-30', facts: { shoeSize: 5 } }
    const withExpected = (expect: object) => complaintsOf(path, { scenarios: [{ ...asked, expect }] })
    expect(withExpected({ issues: ['impossible-date'] })).toEqual([])
    const complaints = withExpected({ answer: 'in-remit' }).join('\n')
    expect(complaints).toContain('/scenarios/0/asOf')
    expect(complaints).toContain('/scenarios/0/facts')
  })

  it('refuse a name that the directory does not have, wherever it stands', () => {
    const names = realFiles.filter(one => /^[^/]+\//.test(one.path) && !one.path.startsWith('codes/')).flatMap(namesIn)
    expect(new Set(names.map(one => one.member))).toEqual(new Set(members))
    fc.assert(
      fc.property(fc.constantFrom(...names), ({ path, text, at }) => {
        const misspelt = `${text.slice(0, at)}x${text.slice(at)}`
        expect(complaintsOf(path, JSON.parse(misspelt))).not.toEqual([])
      }),
      { numRuns: runs(1) },
    )
  })
})

/** Members that name what stands elsewhere. */
const members = ['condition', 'decision', 'fact', 'item', 'list', 'requirement', 'source', 'verb']

/** Every name in a file that stands at one of these members: the text of the file, and where the name ends. */
const namesIn = ({ path, value }: RuleFile) => {
  const text = JSON.stringify(value)
  return [...text.matchAll(/"(\w+)":"([\w-]+)"/g)]
    .filter(([, member]) => members.includes(member!))
    .map(({ 0: whole, 1: member, index }) => ({ path, text, member, at: index + whole.length - 1 }))
}
