import { spawnSync } from 'node:child_process'
import { argv, execPath } from 'node:process'
import { pathToFileURL } from 'node:url'
import { writeBundle } from './bundle-rules.mjs'
import { clean } from './clean.mjs'
import { writeDocsPage } from './docs-page.mjs'
import { writePagesAssets } from './pages-assets.mjs'
import { compiled, inCheckout } from './places.mjs'
import { writePublished } from './published.mjs'
import { writeVerifyScript } from './verify-script.mjs'

/** Throws if what lies there does not compile. @param {string} place */
const compile = place => {
  const compiler = inCheckout('node_modules/typescript/bin/tsc')
  const { status } = spawnSync(execPath, [compiler, '-b', inCheckout(place)], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${place} does not compile.`)
}

/** What is built, in order: every package, then what is written into them. */
const steps = [
  { what: 'packages/rules', make: async () => compile('packages/rules') },
  { what: 'the rules, into packages/rules', make: writePublished },
  { what: 'packages/rules for Node, into a few files', make: writeBundle },
  ...compiled.slice(1).map(place => ({ what: place, make: async () => compile(place) })),
  { what: 'the pages of /docs, into packages/api', make: writeDocsPage },
  { what: 'style and script, into packages/pages', make: writePagesAssets },
  { what: 'the script of verify.html, into packages/records', make: writeVerifyScript },
]

/** Builds everything; throws if something does not compile. @param {(progress: string) => void} say gets a line as each step begins */
export const build = async (say = () => {}) => {
  for (const [i, { what, make }] of steps.entries()) {
    say(`Building, ${i + 1} of ${steps.length}: ${what}`)
    await make()
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  if (argv.includes('--clean')) clean()
  await build(console.error).catch(error => {
    console.error(String(error))
    process.exitCode = 1
  })
}
