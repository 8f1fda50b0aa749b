import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checked, Issue } from '@virtual-school/rules'
import type { BlankScenarioFile } from '@virtual-school/verify'
import { writeNew } from '../write-new.ts'

/**
 * Writes scenarios for a person to finish, each file whole or not at all, and says where. What a person may already have
 * filled in is never written over: such a file is refused.
 */
export const saveScenarios = async (
  directory: string,
  files: readonly BlankScenarioFile[],
): Promise<Checked<readonly string[]>> => {
  const places = files.map(({ path, scenarios }) => ({ file: join(directory, path), scenarios }))
  const taken: Issue[] = []
  for (const { file } of places) if (await isThere(file)) taken.push(alreadyThere(file))
  if (taken.length > 0) return { ok: false, issues: taken }
  for (const { file, scenarios } of places) {
    const $schema = '../../schema/scenarios.schema.json'
    await writeNew(file, `${JSON.stringify({ $schema, scenarios }, null, 2)}\n`)
  }
  return { ok: true, value: places.map(one => one.file) }
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

const alreadyThere = (file: string): Issue => ({
  code: 'duplicate-name',
  pointer: '',
  file,
  message: 'This file is there already. Finish it, move it or take it away, and save again.',
})
