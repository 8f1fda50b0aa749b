import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { argv, execPath } from 'node:process'
import { pathToFileURL } from 'node:url'
import { writeDocsPage } from './docs-page.mjs'
import { inCheckout, packages } from './places.mjs'
import { writePublished } from './published.mjs'
import { writeVerifyScript } from './verify-script.mjs'

/** Removes what was built, so that nothing of a file that is gone can be packed. */
const clean = () => {
  for (const name of packages) {
    rmSync(inCheckout(`packages/${name}/dist`), { recursive: true, force: true })
    rmSync(inCheckout(`packages/${name}/tsconfig.tsbuildinfo`), { force: true })
  }
}

/**
 * Compiles every package (the last refers to the others), writes the rules into the first, the script of `verify.html` into the
 * records, and the pages of /docs into the service. Throws where they do not compile.
 */
export const build = async () => {
  const compiler = inCheckout('node_modules/typescript/bin/tsc')
  const { status } = spawnSync(execPath, [compiler, '-b', inCheckout('packages/cli')], { stdio: 'inherit' })
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
