import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deriveDeploymentKeys } from '../src/crypto/deployment-keys.ts'
import { computeLookup, computeOldLookup } from '../src/crypto/links.ts'
import { drawRootSecret, parseRootSecret, type RootSecret, readOrMakeRootSecret } from '../src/crypto/root-secret.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-secret-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const text = drawRootSecret(randomBytes)
const secretOf = (from: string): RootSecret => {
  const secret = parseRootSecret(from)
  if (!secret.ok) throw new Error(JSON.stringify(secret.issues))
  return secret.value
}
const fixed = secretOf(Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64'))

describe('the text of a root secret', () => {
  test('is 32 bytes in base64, white space around it aside', () => {
    expect(secretOf(` ${text}\n`).export().toString('base64')).toBe(text)
  })

  test.each([
    '',
    'correct-horse',
    text.slice(1),
    `${text}A`,
    text.replace('=', ''),
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    randomBytes(32).toString('hex'),
    Buffer.alloc(32).toString('base64'),
    Buffer.alloc(32, 7).toString('base64'),
  ])('is not this: %s', other => {
    const found = parseRootSecret(other)
    expect(found.ok ? [] : found.issues.map(one => one.code)).toEqual(['malformed'])
    if (other !== '') expect(JSON.stringify(found)).not.toContain(other)
  })

  test('is not to be seen when it is printed, nor are the keys that come from it', () => {
    const shown = inspect(
      { secret: secretOf(text), keys: deriveDeploymentKeys(secretOf(text)) },
      { depth: 9, showHidden: true },
    )
    const bytes = Buffer.from(text, 'base64')
    for (const form of [text, bytes.toString('hex'), bytes.subarray(0, 4).toString('hex')])
      expect(shown).not.toContain(form)
  })
})

describe('the file of a root secret', () => {
  test('is made once, for its owner alone, whole, with nothing left beside it', async () => {
    const file = join(folder, 'deep', 'er', 'root.secret')
    const several = await Promise.all(Array.from({ length: 8 }, () => readOrMakeRootSecret({ file }, randomBytes)))
    const texts = several.map(one => (one.ok ? one.value.export().toString('base64') : JSON.stringify(one.issues)))
    expect(new Set(texts)).toEqual(new Set([(await readFile(file, 'utf8')).trim()]))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    for (const made of ['deep', 'deep/er']) expect((await stat(join(folder, made))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(folder, 'deep', 'er'))).toEqual(['root.secret'])
  })

  test('is that of another who made it in the meantime', async () => {
    const file = join(folder, 'raced.secret')
    const other = drawRootSecret(randomBytes)
    const raced = (bytesCount: number) => {
      writeFileSync(file, other, { mode: 0o600 })
      return randomBytes(bytesCount)
    }
    const found = await readOrMakeRootSecret({ file }, raced)
    expect(found.ok && found.value.export().toString('base64')).toBe(other)
    expect(await readFile(file, 'utf8')).toBe(other)
  })

  test('is never replaced: what is no secret is refused, and stays', async () => {
    const file = join(folder, 'half.secret')
    await writeFile(file, 'AAAA', { mode: 0o600 })
    const found = await readOrMakeRootSecret({ file }, randomBytes)
    expect(found).toMatchObject({ ok: false, issues: [{ code: 'malformed', file }] })
    expect(await readFile(file, 'utf8')).toBe('AAAA')
  })

  test('is not read where the environment has the text', async () => {
    const file = join(folder, 'never.secret')
    const found = await readOrMakeRootSecret({ value: text, file }, randomBytes)
    expect(found.ok && found.value.export().toString('base64')).toBe(text)
    await expect(stat(file)).rejects.toThrow()
    expect(await readOrMakeRootSecret({ value: 'typo', file }, randomBytes)).toMatchObject({ ok: false })
  })

  test.runIf(process.platform !== 'win32').each([0o640, 0o604, 0o620, 0o602, 0o666, 0o644, 0o777])(
    'that others may read or write is refused, with the command that mends it: %o',
    async mode => {
      const file = join(folder, `open-${mode} it’s.secret`)
      await writeFile(file, drawRootSecret(randomBytes))
      await chmod(file, mode)
      const found = await readOrMakeRootSecret({ file }, randomBytes)
      const [issue] = found.ok ? [] : found.issues
      expect(issue).toMatchObject({ code: 'not-allowed-here', file })
      const [, command = ''] = /Run: (chmod 600 .+)$/.exec(issue?.message ?? '') ?? []
      execFileSync('/bin/sh', ['-c', command])
      expect((await readOrMakeRootSecret({ file }, randomBytes)).ok).toBe(true)
    },
  )

  test.runIf(process.platform !== 'win32').each([0o600, 0o400, 0o700])(
    'that its owner alone may read is taken: %o',
    async mode => {
      const file = join(folder, `closed-${mode}.secret`)
      await writeFile(file, drawRootSecret(randomBytes))
      await chmod(file, mode)
      expect((await readOrMakeRootSecret({ file }, randomBytes)).ok).toBe(true)
    },
  )

  test('that is longer than any secret is another file, and is not read', async () => {
    const file = join(folder, 'long.secret')
    await writeFile(file, 'A'.repeat(5_000), { mode: 0o600 })
    expect(await readOrMakeRootSecret({ file }, randomBytes)).toMatchObject({
      ok: false,
      issues: [{ code: 'malformed', file }],
    })
  })

  test('is not made where it must not be', async () => {
    const file = join(folder, 'absent', 'root.secret')
    const found = await readOrMakeRootSecret({ file }, randomBytes, { mayBeMade: false })
    expect(found).toMatchObject({ ok: false, issues: [{ code: 'unreadable', file }] })
    await expect(stat(join(folder, 'absent'))).rejects.toThrow()
  })

  test('that cannot be made is told, and nothing is thrown', async () => {
    const file = join(folder, 'a-file', 'root.secret')
    await writeFile(join(folder, 'a-file'), '')
    expect(await readOrMakeRootSecret({ file }, randomBytes)).toMatchObject({
      ok: false,
      issues: [{ code: 'unreadable', file }],
    })
  })
})

describe('what comes from the root secret', () => {
  // By RFC 5869 with the labels, worked out with Python’s hmac and hashlib.
  test('is HKDF-SHA-256 with a label for each use', () => {
    const keys = deriveDeploymentKeys(fixed)
    const hex = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.export().toString('hex')]))
    expect(hex).toEqual({
      wrapping: '9664393caf97324caa72d99f187538a6c864d8fabc52dcabbffb0665ef254b87',
      lookup: '46544bc731f56eb729e2439e689f7b19c03faca6562890ba2a215c615b082fe1',
      binding: '10049da998e1d2939cce71207d0c1230f5d69d682e63329f2c48b44b2ae1d7d7',
      signingSeed: '9d8e6568f2947141c9e683f2be57dbf7cc2af3a049e5d6c1613e4938645eb685',
    })
    expect(computeOldLookup(keys, 'C-10342')).toBe('1ca2e5d9448d7c11fa31b68dc0913b2aa6455bf398c62de35a05104a0ebe297f')
  })

  test('differs for each root and each reference', () => {
    const [one, other] = [deriveDeploymentKeys(fixed), deriveDeploymentKeys(secretOf(text))]
    const lookups = [
      computeLookup(one, 'luton', 'a'),
      computeLookup(one, 'luton', 'b'),
      computeLookup(other, 'luton', 'a'),
      computeLookup(one, 'luton', 'A'),
      computeLookup(one, 'norfolk', 'a'),
      computeOldLookup(one, 'a'),
    ]
    expect(new Set(lookups).size).toBe(lookups.length)
    expect(computeOldLookup(one, 'a')).toBe(computeOldLookup(deriveDeploymentKeys(fixed), 'a'))
  })
})
