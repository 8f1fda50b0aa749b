import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { brotliCompressSync, constants } from 'node:zlib'
import { inCheckout } from '../places.mjs'
import { oldCommit, oldProgram } from './program.mjs'

// `npm run old-records`: has the program of before write a log, and keeps its rows for the tests of the upgrade.

const home = inCheckout('packages/records/test/old-records')
const secret = Buffer.alloc(32, 'a secret of the tests alone; no log of anybody').toString('base64')

/** @param {string} program */
const write = program => {
  const folder = mkdtempSync(join(tmpdir(), 'virtual-school-old-records-'))
  try {
    const environment = {
      DATA_DIR: join(folder, 'data'),
      CHECKPOINT_DIR: join(folder, 'checkpoints'),
      RECORDS_NAME: 'old.example.org',
      RECORDS_SECRET: secret,
    }
    const wanted = JSON.stringify({ program, environment, count: 100, withRows: true })
    const script = inCheckout('scripts/old-records/write.mjs')
    return execFileSync(execPath, [script, wanted], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const program = oldProgram()
if (program === undefined) {
  console.log(
    `Skipped: the commit ${oldCommit.slice(0, 7)}, whose program writes these records, is not in this history.`,
  )
} else {
  const { rows, ...told } = JSON.parse(write(program))
  const bytes = Buffer.from(JSON.stringify({ ...told, rows }))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 }
  const packed = brotliCompressSync(bytes, { params })
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'log.json.br'), packed)
  writeFileSync(join(home, 'root-secret-of-tests.txt'), `${secret}\n`)
  console.log(
    `${told.given.length} decisions, ${rows.records.length} records: ${packed.length.toLocaleString('en-GB')} bytes.`,
  )
}
