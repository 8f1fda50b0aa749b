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

const types = {
  published: `import type { RuleFile } from './parse/rule-documents.js'
export declare const readPublished: (whole: boolean) => Promise<readonly RuleFile[]>
`,
  rest: `import type { RuleFile } from './parse/rule-documents.js'
export declare const readRest: () => readonly RuleFile[]
`,
}

/** As text in JSON.parse: it is read faster than the same as a program, and “__proto__” could not mean anything else. @param {unknown} files */
const asText = files =>
  JSON.stringify(JSON.stringify(files)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

/**
 * Writes the rules of this checkout into the package that carries them, as a module that needs no disk. Scenarios and
 * registers go with them, in a module of their own that is read when it is asked for, so that an installed
 * `virtual-school test` can show that the rules it came with are the ones that were tested.
 */
export const writePublished = async () => {
  const files = await ruleFiles(inCheckout('rules'))
  /** @param {{ path: string }} file */
  const isLeftUnread = file => file.path.split('/')[1] === 'scenarios' || file.path.endsWith('/register.json')
  const programs = {
    published: `const files = ${asText(files.filter(file => !isLeftUnread(file)))}
export const readPublished = async whole =>
  whole ? [...JSON.parse(files), ...(await import('./published-rest.js')).readRest()] : JSON.parse(files)
`,
    rest: `const files = ${asText(files.filter(isLeftUnread))}\nexport const readRest = () => JSON.parse(files)\n`,
  }
  const dist = inCheckout('packages/rules/dist')
  await writeChanged(`${dist}/published-rest.js`, programs.rest)
  await writeChanged(`${dist}/published-rest.d.ts`, types.rest)
  await writeChanged(`${dist}/published.js`, programs.published)
  await writeChanged(`${dist}/published.d.ts`, types.published)
}

/** Leaves a file alone that has this text already: somebody may be reading it. @param {string} file @param {string} text */
const writeChanged = async (file, text) => {
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) await writeFile(file, text)
}
