import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endAfterFile } from '../../../../test/support/after-file.ts'

/** The path of a folder that is not there yet; taken away after the tests of the file. */
export const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-school-folder-'))
  endAfterFile(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'copy')
}
