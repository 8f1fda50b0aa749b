import { readdir, readFile, writeFile } from 'node:fs/promises'
import { inCheckout } from './places.mjs'

/** Folders of `rules/` that hold no rules. */
const passedOver = ['schema']

/** @param {string} directory */
const ruleFiles = async directory => {
  const paths = (await readdir(directory, { recursive: true })).map(path => path.replaceAll('\\', '/'))
  const wanted = paths.filter(path => path.endsWith('.json') && !passedOver.includes(path.split('/')[0] ?? '')).sort()
  return Promise.all(
    wanted.map(async path => ({ path, value: JSON.parse(await readFile(`${directory}/${path}`, 'utf8')) })),
  )
}

const types = `import type { RuleFile } from './parse/rule-documents.js'
export declare const readPublished: () => Promise<readonly RuleFile[]>
`

/**
 * Writes the rules of this checkout into the package that carries them, as a module that needs no disk. Scenarios go with
 * them, so that an installed `virtual-school test` can show that the rules it came with are the ones that were tested.
 */
export const writePublished = async () => {
  const files = await ruleFiles(inCheckout('rules'))
  // As text in JSON.parse: it is read faster than the same as a program, and “__proto__” could not mean anything else.
  const text = JSON.stringify(JSON.stringify(files)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  const program = `const files = ${text}\nexport const readPublished = async () => JSON.parse(files)\n`
  await writeChanged(inCheckout('packages/rules/dist/published.js'), program)
  await writeChanged(inCheckout('packages/rules/dist/published.d.ts'), types)
}

/** Leaves a file alone that has this text already: somebody may be reading it. @param {string} file @param {string} text */
const writeChanged = async (file, text) => {
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) await writeFile(file, text)
}
