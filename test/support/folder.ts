import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endAfterFile } from './after-file.ts'

/** A temporary folder, which goes after the file of tests. */
export const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-school-folder-'))
  endAfterFile(() => rm(folder, { recursive: true, force: true }))
  return folder
}
