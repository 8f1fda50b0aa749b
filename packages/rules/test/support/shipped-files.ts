import { readdir, readFile } from 'node:fs/promises'
import type { RuleFile } from '../../src/index.ts'

/** The files of the shipped rules as values, read here and not by the library. */
export const shippedFiles: readonly RuleFile[] = await (async () => {
  const root = new URL('../../../../rules', import.meta.url)
  const paths = (await readdir(root, { recursive: true })).map(path => path.replaceAll('\\', '/'))
  const wanted = paths.filter(path => path.endsWith('.json') && !path.startsWith('schema/')).sort()
  return Promise.all(
    wanted.map(async path => ({ path, value: JSON.parse(await readFile(new URL(path, root), 'utf8')) })),
  )
})()
