import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../places.mjs'
import { haveWritten, pack, secret } from './have-written.mjs'
import { oldProgram, withoutHistory } from './program.mjs'

// `npm run old-records`: has the program of before write a log, and keeps its rows for the tests of the upgrade.

const home = inCheckout('packages/records/test/old-records')

const program = oldProgram()
if (program === undefined) {
  console.log(`Skipped: ${withoutHistory}`)
} else {
  console.log(pack(haveWritten(program, 100), { file: join(home, 'log.json.br'), quality: 11 }))
  writeFileSync(join(home, 'root-secret-of-tests.txt'), `${secret}\n`)
}
