import { inCheckout } from './places.mjs'
import { writeChanged } from './write-changed.mjs'

const types = {
  published: `import type { Extras } from './language/documents.js'
import type { PackedRules } from './packing/unpack-rulebook.js'
export declare const readPacked: (extras: Extras) => PackedRules | undefined
`,
  'published-files': `import type { RuleFile } from './parse/rule-documents.js'
export declare const readPublished: () => Promise<readonly RuleFile[]>
`,
}

/** As text in JSON.parse: it is read faster than the same as a program, and “__proto__” could not mean anything else. @param {unknown} value */
const asText = value =>
  JSON.stringify(JSON.stringify(value)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

const everything = { whole: true, codes: true, releases: true }

/**
 * Writes the rules of this checkout into the package that carries them, as modules that need no disk. One holds what decisions
 * need, read, checked and compiled here, so that whoever loads it need not. The other holds every file as it is, scenarios and
 * registers too, so that an installed `virtual-school test` can show that the rules it came with are the ones that were tested;
 * it is read when it is asked for. Rules that are not sound are not compiled: whoever loads them is told what is wrong.
 */
export const writePublished = async () => {
  // Built by now, which it is not when this file is first read.
  const { isWanted } = await import('../packages/rules/dist/language/documents.js')
  const { readDirectory } = await import('../packages/rules/dist/node/directory.js')
  const { compileFiles } = await import('../packages/rules/dist/compile/compile-files.js')
  const { packRulebook } = await import('../packages/rules/dist/packing/pack-rulebook.js')
  const found = await readDirectory(inCheckout('rules'), everything)
  if (!found.ok) throw new Error(found.issues.map(one => `${one.file}: ${one.message}`).join('\n'))
  const { files } = found.value
  const compiled = compileFiles(
    files.filter(file => isWanted(file.path, { ...everything, whole: false })),
    false,
    found.value.issues,
  )
  if (!compiled.ok)
    console.error('The rules are not sound. The package is built without; “virtual-school check” says why.')
  const { codeSets, releases } = compiled.ok ? compiled.value : { codeSets: new Map(), releases: [] }
  const rulebook = compiled.ok ? { ...compiled.value, codeSets: new Map(), releases: [] } : undefined
  const programs = {
    published: `const rulebook = ${asText(rulebook === undefined ? null : packRulebook(rulebook))}
const codeSets = ${asText(packRulebook(codeSets))}
const releases = ${asText(packRulebook(releases))}
export const readPacked = extras => rulebook === 'null' ? undefined : {
  rulebook: JSON.parse(rulebook),
  codeSets: extras.codes ? JSON.parse(codeSets) : undefined,
  releases: extras.releases ? JSON.parse(releases) : undefined,
}
`,
    'published-files': `const files = ${asText(files)}
export const readPublished = async () => JSON.parse(files)
`,
  }
  const dist = inCheckout('packages/rules/dist')
  for (const name of /** @type {const} */ (['published', 'published-files'])) {
    await writeChanged(`${dist}/${name}.js`, programs[name])
    await writeChanged(`${dist}/${name}.d.ts`, types[name])
  }
}
