import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { realDirectory } from '../../../../test/support/real-rules.ts'
import type { RuleFile } from '../../src/index.ts'

/** The files of the rules under test as values, read here and not by the library. */
export const realFiles: readonly RuleFile[] = await (async () => {
  const paths = (await readdir(realDirectory, { recursive: true })).map(path => path.replaceAll('\\', '/'))
  const wanted = paths.filter(path => path.endsWith('.json') && !path.startsWith('schema/')).sort()
  return Promise.all(
    wanted.map(async path => ({ path, value: JSON.parse(await readFile(join(realDirectory, path), 'utf8')) })),
  )
})()
