import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execPath } from 'node:process'
import { brotliCompressSync, constants } from 'node:zlib'
import { inCheckout } from '../places.mjs'

/** The root secret of every log that is written for tests. */
export const secret = Buffer.alloc(32, 'a secret of the tests alone; no log of anybody').toString('base64')

/**
 * Has the program of before write a log of so many decisions, in a folder that is gone afterwards.
 * @param {string} program
 * @param {number} count
 * @returns {import('./write.mjs').Written}
 */
export const haveWritten = (program, count) => {
  const folder = mkdtempSync(join(tmpdir(), 'virtual-school-old-records-'))
  try {
    const environment = {
      DATA_DIR: join(folder, 'data'),
      CHECKPOINT_DIR: join(folder, 'checkpoints'),
      RECORDS_NAME: 'old.example.org',
      RECORDS_SECRET: secret,
      // It is asked as fast as it answers.
      RATE_LIMIT: '1000000',
    }
    const wanted = JSON.stringify({ program, environment, count, withRows: true })
    const script = inCheckout('scripts/old-records/write.mjs')
    return JSON.parse(execFileSync(execPath, [script, wanted], { encoding: 'utf8', maxBuffer: 2 ** 29 }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Puts what was written into a file, packed, and tells of it.
 * @param {import('./write.mjs').Written} written
 * @param {{ file: string, quality: number }} to
 */
export const pack = (written, { file, quality }) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24 }
  const packed = brotliCompressSync(Buffer.from(JSON.stringify(written)), { params })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, packed)
  const { given, rows } = written
  return `${given.length} decisions, ${rows?.records?.length} records: ${packed.length.toLocaleString('en-GB')} bytes.`
}
