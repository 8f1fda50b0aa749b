import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { oldRecords, oldRecordsIn, oldSettings } from '../../records/test/support/old-records.ts'
import { runCli } from './terminal.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-upgraded-'))
  await oldRecordsIn({ directory: join(folder, 'data') })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const records = async (...argv: string[]) => {
  const env = {
    DATA_DIR: join(folder, 'data'),
    RECORDS_SECRET: oldSettings.secret.value,
    RECORDS_NAME: oldSettings.name,
  }
  const ran = await runCli(['records', ...argv], { env: { ...env, REQUIRE_ACTOR: 'on' } })
  expect(ran.code).toBe(0)
  return ran.stdout
}

it('a copy and an erasure of decisions of version 1.0 say what cannot be proved of them', async () => {
  const subjectRef = 'L-5'
  const many = oldRecords.given.filter(one => one.subjectRef === subjectRef).length
  const said = `Of ${many} decisions the log does not prove that the reference led to this child`
  const named = ['--subject', subjectRef, '--actor', 'staff-9']
  expect(await records('export', ...named, '--to', join(folder, 'copy'))).toContain(`\n${said}`)
  const erase = ['erase', ...named, '--reason', 'erasure-request']
  expect(await records(...erase)).toContain(`\n${said}`)
  const done = await records(...erase, '--yes')
  expect(done).toMatch(/^Erased: \d+ decisions\./)
  expect(done).toContain(`\n${said}`)
  expect(await records('verify')).toContain('References are bound to their children since record')
})
