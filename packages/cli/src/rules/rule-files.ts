import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { issueOf } from './writable.ts'

/** The files of a directory of rules by their paths in it, with `/`, sorted; generated schemas and what is hidden are none. */
export const listRuleFiles = async (directory: string): Promise<Checked<readonly string[]>> => {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true })
    const paths = entries
      .filter(one => one.isFile() && one.name.endsWith('.json'))
      .map(one => relative(directory, join(one.parentPath, one.name)).replaceAll('\\', '/'))
      .filter(path => !path.startsWith('schema/') && !path.split('/').some(one => one.startsWith('.')))
    return accepted(paths.sort())
  } catch {
    return refused([issueOf('unreadable', 'The directory of rules could not be read.', directory)])
  }
}
