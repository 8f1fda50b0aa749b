import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { argv, execPath } from 'node:process'
import { pathToFileURL } from 'node:url'
import { writeDocsPage } from './docs-page.mjs'
import { inCheckout, packages } from './places.mjs'
import { writePublished } from './published.mjs'
import { writeVerifyScript } from './verify-script.mjs'

/** What is compiled, each with all that it refers to: the packages, and the tool that writes the handbook. */
const roots = ['packages/cli', 'tools/handbook']

/** Removes what was built, so that nothing of a file that is gone can be packed. */
const clean = () => {
  for (const place of [...packages.map(name => `packages/${name}`), 'tools/handbook']) {
    rmSync(inCheckout(`${place}/dist`), { recursive: true, force: true })
    rmSync(inCheckout(`${place}/tsconfig.tsbuildinfo`), { force: true })
  }
}

/**
 * Compiles the packages and the tool that writes the handbook, writes the rules into the first, the script of `verify.html` into the
 * records, and the pages of /docs into the service. Throws if they do not compile.
 */
export const build = async () => {
  const compiler = inCheckout('node_modules/typescript/bin/tsc')
  const { status } = spawnSync(execPath, [compiler, '-b', ...roots.map(inCheckout)], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The packages do not compile.')
  await writePublished()
  await writeDocsPage()
  await writeVerifyScript()
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  if (argv.includes('--clean')) clean()
  await build().catch(error => {
    console.error(String(error))
    process.exitCode = 1
  })
}
