import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../test/support/sizes.ts'
import { directorySchemas } from '../src/schemas/directory-schemas.ts'
import { ruleFiles } from './support/generate.ts'
import { realRules, rulesFrom } from './support/law.ts'
import { realFiles } from './support/real-files.ts'
import { complaintsBy } from './support/schema-complaints.ts'

/** An editor that marks what the rules accept teaches people to pass over its marks. */
const complaintsOf = complaintsBy(directorySchemas(realRules.rulebook))
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value))

describe('the schemas of a directory', () => {
  it.each(realFiles)('take its file $path', ({ path, value }) => {
    expect(complaintsOf(path, value)).toEqual([])
  })

  it('take every file of random rules that are sound', () => {
    fc.assert(
      fc.property(ruleFiles, files => {
        const complaints = complaintsBy(directorySchemas(rulesFrom(files).rulebook))
        for (const { path, value } of files)
          expect({ path, complaints: complaints(path, value) }).toEqual({ path, complaints: [] })
      }),
      { numRuns: runs(0.3) },
    )
  })

  it('refuse a name that the directory does not have, wherever it stands', () => {
    const [rulebook, readings] = ['luton/reduced-timetable.json', 'luton/readings.json'].map(
      path => realFiles.find(one => one.path === path)!,
    )
    for (const [file, from, to] of [
      [rulebook, '"reduced-timetable","sign-off"', '"reduced-timetabel","sign-off"'],
      [rulebook, '"fact":"proposedAction"', '"fact":"proposedActoin"'],
      [rulebook, '"item":"virtual-school-head"', '"item":"virtual-school-heads"'],
      [readings, '"source":"luton-social-workers"', '"source":"luton-social-worker"'],
    ] as const) {
      const text = JSON.stringify(copyOf(file!.value))
      expect(text).toContain(from)
      expect(complaintsOf(file!.path, JSON.parse(text.replace(from, to)))).not.toEqual([])
    }
  })
})
