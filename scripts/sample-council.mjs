import { spawnSync } from 'node:child_process'
import { argv, cwd, execPath } from 'node:process'
import { build } from 'esbuild'
import { inCheckout } from './places.mjs'

// `npm run sample-council -- FOLDER`: bundles the tool and runs it where npm was called.

const outfile = inCheckout('node_modules/.cache/virtual-school/sample-council.mjs')
await build({
  entryPoints: [inCheckout('tools/sample-council/src/main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
})
const { status } = spawnSync(execPath, [outfile, ...argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? cwd(),
  stdio: 'inherit',
})
process.exitCode = status ?? 1
