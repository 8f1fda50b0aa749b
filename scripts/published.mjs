import { readdir, readFile } from 'node:fs/promises'
import { inCheckout } from './places.mjs'
import { writeChanged } from './write-changed.mjs'

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

const types = {
  published: `import type { RuleFile } from './parse/rule-documents.js'
export declare const readPublished: (extras: { readonly whole: boolean, readonly codes: boolean, readonly releases: boolean }) => Promise<readonly RuleFile[]>
`,
  extra: `import type { RuleFile } from './parse/rule-documents.js'
export declare const readFiles: () => readonly RuleFile[]
`,
}

/** As text in JSON.parse: it is read faster than the same as a program, and “__proto__” could not mean anything else. @param {unknown} files */
const asText = files =>
  JSON.stringify(JSON.stringify(files)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

/**
 * Writes the rules of this checkout into the package that carries them, as a module that needs no disk. Scenarios and
 * registers go with them, so that an installed `virtual-school test` can show that the rules it came with are the ones that
 * were tested; they, the codes of national returns and the list of releases lie in modules apart, which are read when they are asked for.
 */
export const writePublished = async () => {
  const files = await ruleFiles(inCheckout('rules'))
  // Built by now, which it is not when this file is first read.
  const { partOf } = await import('../packages/rules/dist/language/documents.js')
  /** @param {string} part */
  const textOf = part => asText(files.filter(file => partOf(file.path) === part))
  const programs = {
    published: `const files = ${textOf('rules')}
export const readPublished = async ({ whole, codes, releases }) => [
  ...JSON.parse(files),
  ...(whole ? (await import('./published-rest.js')).readFiles() : []),
  ...(codes ? (await import('./published-codes.js')).readFiles() : []),
  ...(releases ? (await import('./published-releases.js')).readFiles() : []),
]
`,
    rest: `const files = ${textOf('rest')}\nexport const readFiles = () => JSON.parse(files)\n`,
    codes: `const files = ${textOf('codes')}\nexport const readFiles = () => JSON.parse(files)\n`,
    releases: `const files = ${textOf('releases')}\nexport const readFiles = () => JSON.parse(files)\n`,
  }
  const dist = inCheckout('packages/rules/dist')
  for (const part of /** @type {const} */ (['rest', 'codes', 'releases'])) {
    await writeChanged(`${dist}/published-${part}.js`, programs[part])
    await writeChanged(`${dist}/published-${part}.d.ts`, types.extra)
  }
  await writeChanged(`${dist}/published.js`, programs.published)
  await writeChanged(`${dist}/published.d.ts`, types.published)
}
