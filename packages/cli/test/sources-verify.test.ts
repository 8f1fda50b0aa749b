import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli } from './terminal.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'virtual-school-documents-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const published = { RULES_DIR: '' }
const verify = (...more: readonly string[]) =>
  runCli(['sources', 'verify', '--documents', directory, ...more], { env: published })

it('says what documents were expected where none is there', async () => {
  const { code, stderr } = await verify()
  expect(code).toBe(2)
  expect(stderr).toContain('luton-social-workers.txt')
})

it('names each passage that is gone and who cites it, the documents that are not there, and fails', async () => {
  await writeFile(join(directory, 'luton-social-workers.txt'), 'Another page altogether.\n')
  const { code, stdout } = await verify('--uncovered')
  expect(code).toBe(1)
  expect(stdout).toContain('luton-social-workers: 0 of ')
  expect(stdout).toMatch(/ {2}line 28, second sentence: gone.*luton\.reduced-timetable\.looked-after\.partnership/)
  expect(stdout).toContain('  line 1: in no entry of the register: “Another page altogether”')
  expect(stdout).toContain('norfolk-mi-114-21.txt: not there, so nothing of it was checked.')
})

it('gives the same as data', async () => {
  const { code, stdout, stderr } = await verify('--format', 'json')
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  const { isSound, absent, documents } = JSON.parse(stdout)
  expect({ isSound, absent: absent.length, documents: documents.length }).toEqual({
    isSound: false,
    absent: 4,
    documents: 1,
  })
})
