import { join } from 'node:path'
import { makeFolder } from '../../../../test/support/folder.ts'

/** The path of a folder that is not there yet; taken away after the tests of the file. */
export const newFolder = async (): Promise<string> => join(await makeFolder(), 'copy')
