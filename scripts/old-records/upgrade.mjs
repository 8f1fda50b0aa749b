import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { argv, env, exit } from 'node:process'
import { inCheckout } from '../places.mjs'
import { haveWritten, pack } from './have-written.mjs'
import { oldProgram, withoutHistory } from './program.mjs'

// `npm run upgrade`: the tests of the upgrade in their full size, over 1,000 decisions of the program of before, which writes them
// once; and cut short at every statement, over the hundred of the checkout. `npm run upgrade -- 3000`: over as many.

const count = Number(argv[2] ?? 1_000)
const file = inCheckout(`node_modules/.cache/virtual-school/old-records-${count}.json.br`)

const written = () => {
  if (existsSync(file)) return true
  const program = oldProgram()
  if (program === undefined) return false
  console.log(pack(haveWritten(program, count), { file, quality: 5 }))
  return true
}

/** @param {Readonly<Record<string, string>>} environment @param {readonly string[]} names */
const passes = (environment, names) => {
  const tests = names.map(name => `packages/records/test/upgrade/${name}.nightly.test.ts`)
  const args = ['vitest', 'run', '--project', 'nightly', ...tests]
  const { status } = spawnSync('npx', args, {
    cwd: inCheckout('.'),
    env: { ...env, ...environment },
    stdio: 'inherit',
  })
  return status === 0
}

if (!written()) {
  console.error(`It cannot be tried: ${withoutHistory} Fetch all of it (\`git fetch --unshallow\`).`)
  exit(1)
}
const isFullSound = passes({ OLD_RECORDS: file }, ['upgrade', 'split'])
const isCutSound = passes({ UPGRADE_CUTS_SQLITE: '1', UPGRADE_CUTS_POSTGRES: '1' }, ['cut-short'])
exit(isFullSound && isCutSound ? 0 : 1)
