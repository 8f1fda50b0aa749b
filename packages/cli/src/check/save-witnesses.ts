import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Issue, Rules } from '@virtual-school/rules'
import { type Finding, scenarioOf, type WitnessScenario } from '@virtual-school/verify'

/** The files that were written, or why none or not all of them could be. */
export type Saved =
  | { readonly ok: true; readonly files: readonly string[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

interface Planned {
  readonly file: string
  readonly text: string
}

/**
 * Writes each witness as a scenario: in a directory one file each, where `test` looks for them; to a file whose name ends in
 * `.json` all of them, which must then be of one authority. What is there already is never written over.
 */
export const saveWitnesses = async (rules: Rules, findings: readonly Finding[], place: string): Promise<Saved> => {
  const found = findings.flatMap(finding => {
    const made = scenarioOf(rules, finding)
    return made === undefined ? [] : [{ ...made, finding }]
  })
  const authorities = new Set(found.map(one => one.authority))
  if (place.endsWith('.json') && authorities.size > 1)
    return refused(`One file holds the scenarios of one authority. Name a directory, or narrow with --authority.`)
  const planned = place.endsWith('.json') ? oneFile(found, place) : oneEach(found, place)
  const files: string[] = []
  for (const { file, text } of planned) {
    const problem = await writeNew(file, text)
    if (problem !== undefined)
      return refused(`${problem} Written before it: ${files.length === 0 ? 'nothing' : files.join(', ')}.`)
    files.push(file)
  }
  return { ok: true, files }
}

const refused = (message: string): Saved => ({
  ok: false,
  issues: [{ code: 'not-allowed-here', pointer: '', message }],
})

const oneFile = (found: readonly WitnessScenario[], file: string): readonly Planned[] =>
  found.length === 0 ? [] : [{ file, text: json({ scenarios: found.map(one => one.scenario) }) }]

const oneEach = (
  found: readonly (WitnessScenario & { readonly finding: Finding })[],
  directory: string,
): readonly Planned[] =>
  found.map(({ authority, scenario, finding }) => ({
    file: join(directory, authority, 'scenarios', `${fileName(`${finding.code} ${finding.about}`)}.json`),
    text: json({ scenarios: [scenario] }),
  }))

const fileName = (text: string): string => text.replaceAll(/[^a-zA-Z0-9]+/g, '-').replaceAll(/^-|-$/g, '')

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Whole or not at all, and only where nothing has the name; else says why. */
const writeNew = async (file: string, text: string): Promise<string | undefined> => {
  const draft = `${file}.${process.pid}.part`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(draft, text, { flag: 'wx' })
    // A link, unlike a renaming, takes nothing’s place.
    await link(draft, file)
    return undefined
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST'
    return isTaken ? `There is already a file “${file}”; it was left as it is.` : `“${file}” could not be written.`
  } finally {
    await rm(draft, { force: true })
  }
}
