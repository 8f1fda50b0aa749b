import { join } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, errorCode, refused } from '@virtual-school/rules/internal'
import { buildWitnessScenario, type Finding, type InvariantReport, type WitnessScenario } from '@virtual-school/verify'
import { writeNew } from '../../terminal/write-new.ts'

interface Planned {
  readonly file: string
  readonly text: string
}

/** A witness as a scenario, and the name of a file for it. */
export interface NamedWitness extends WitnessScenario {
  readonly title: string
}

/** The cases of findings and of invariants that do not hold. */
export const listWitnesses = (
  rules: Rules,
  findings: readonly Finding[],
  invariants: readonly InvariantReport[],
): readonly NamedWitness[] => {
  const breaches = invariants.flatMap(({ invariant, breaches }) =>
    breaches.map(({ authority, decision, witness }) => ({
      code: invariant.id,
      about: `${authority} ${decision}`,
      witness,
    })),
  )
  return [...findings, ...breaches].flatMap(one => {
    const made = buildWitnessScenario(rules, one)
    return made === undefined ? [] : [{ ...made, title: `${one.code} ${one.about}` }]
  })
}

/**
 * Writes each witness as a scenario: in a directory one file each, where `test` looks for them; to a file whose name ends in
 * `.json` all of them, which must then be of one authority. What is there already is never written over.
 */
export const saveWitnesses = async (
  found: readonly NamedWitness[],
  place: string,
): Promise<Checked<readonly string[]>> => {
  const authorities = new Set(found.map(one => one.authority))
  if (place.endsWith('.json') && authorities.size > 1)
    return notSaved(`One file holds the scenarios of one authority. Name a directory, or narrow with --authority.`)
  const planned = place.endsWith('.json') ? oneFile(found, place) : oneEach(found, place)
  const files: string[] = []
  for (const { file, text } of planned) {
    const problem = await written(file, text)
    if (problem !== undefined)
      return notSaved(`${problem} Written before it: ${files.length === 0 ? 'nothing' : files.join(', ')}.`)
    files.push(file)
  }
  return accepted(files)
}

const notSaved = (message: string): Checked<never> => refused([{ code: 'not-allowed-here', pointer: '', message }])

const oneFile = (found: readonly WitnessScenario[], file: string): readonly Planned[] =>
  found.length === 0 ? [] : [{ file, text: json({ scenarios: found.map(one => one.scenario) }) }]

const oneEach = (found: readonly NamedWitness[], directory: string): readonly Planned[] =>
  found.map(({ authority, scenario, title }) => ({
    file: join(directory, authority, 'scenarios', `${fileName(title)}.json`),
    text: json({ scenarios: [scenario] }),
  }))

const fileName = (text: string): string => text.replaceAll(/[^a-zA-Z0-9]+/g, '-').replaceAll(/^-|-$/g, '')

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Says why a file could not be written, if it could not. */
const written = async (file: string, text: string): Promise<string | undefined> => {
  try {
    await writeNew(file, text)
    return undefined
  } catch (error) {
    const isTaken = errorCode(error) === 'EEXIST'
    return isTaken ? `There is already a file “${file}”; it was left as it is.` : `“${file}” could not be written.`
  }
}
