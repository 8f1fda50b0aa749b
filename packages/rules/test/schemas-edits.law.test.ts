import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inCheckout } from '../../../scripts/places.mjs'
import { triesCode } from '../../../test/support/real-rules.ts'
import { runs } from '../../../test/support/sizes.ts'
import { type RuleFile, readRules } from '../src/index.ts'
import { directorySchemas } from '../src/schemas/directory-schemas.ts'
import { complaintsBy } from './support/schema-complaints.ts'

/** A small sound directory, which people and programs edit by small steps. */
const directory = inCheckout('test/fixtures/broken/rules')
const sound: readonly RuleFile[] = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.json'))
  .map(path => ({ path, value: JSON.parse(readFileSync(join(directory, path), 'utf8')) }))

type Holder = Record<string | number, unknown>
interface Place {
  readonly file: number
  readonly path: readonly (string | number)[]
  readonly value: unknown
}

const placesIn = (value: unknown, file: number, path: readonly (string | number)[] = []): readonly Place[] => {
  const inside = Array.isArray(value)
    ? value.flatMap((one, i) => placesIn(one, file, [...path, i]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => placesIn(one, file, [...path, key]))
      : []
  return path.length === 0 ? inside : [{ file, path, value }, ...inside]
}
const places = sound.flatMap(({ value }, file) => placesIn(value, file))

/** What somebody writes: something else that stands somewhere, nothing at all, an empty list, another number. */
const written = fc.oneof(
  fc.constantFrom(...places.map(one => one.value)),
  fc.constantFrom(undefined, null, [], {}, 0, 17, true, false, '', '2026-02-30', '2026-02-28', '2026-02', 'new-name'),
)

const edited = (place: Place, value: unknown): readonly RuleFile[] => {
  const files = structuredClone(sound) as { path: string; value: unknown }[]
  let at = files[place.file]!.value as Holder
  for (const key of place.path.slice(0, -1)) at = at[key] as Holder
  const last = place.path.at(-1)!
  if (value !== undefined) at[last] = structuredClone(value)
  else if (Array.isArray(at)) at.splice(Number(last), 1)
  else delete at[last]
  return files
}

test.runIf(triesCode)(
  'whatever is written in a place: if the rules are sound with it, their schemas mark none of it',
  () => {
    const [accepted, refused] = [new Set<string>(), new Set<string>()]
    fc.assert(
      fc.property(fc.constantFrom(...places), written, (place, value) => {
        const files = edited(place, value)
        const read = readRules(files)
        const edit = JSON.stringify([sound[place.file]!.path, place.path, value])
        ;(read.ok ? accepted : refused).add(edit)
        if (!read.ok) return
        const complaintsOf = complaintsBy(directorySchemas(read.value.rulebook))
        for (const file of files) expect([edit, complaintsOf(file.path, file.value)]).toEqual([edit, []])
      }),
      { numRuns: runs(20) },
    )
    expect(accepted.size).toBeGreaterThan(5)
    expect(refused.size).toBeGreaterThan(5)
  },
)
