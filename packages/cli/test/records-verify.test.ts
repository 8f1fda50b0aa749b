import { join } from 'node:path'
import { consistencyOf, recordsFromEnvironment } from '@virtual-school/records'
import { beforeAll, describe, expect, it } from 'vitest'
import { asking, keptRecords } from './kept-records.ts'
import { runCli } from './terminal.ts'

const { at, records, done, json, file } = keptRecords()

/** The log goes on after the receipts, so that a checkpoint of now is of another size than theirs. */
beforeAll(() => done('event', at.ids[3]!, 'reviewed', ...asking))

describe('records verify and checkpoint', () => {
  it('check the whole log, alone and against a checkpoint kept elsewhere', async () => {
    const kept = await file('kept.txt', await done('checkpoint'))
    expect(await done('verify')).toContain('The log is sound.')
    expect(await done('verify', '--checkpoint', kept)).toContain('It begins with the')
  })

  it('check a receipt offline, in any layout, and a whole answer', async () => {
    const key = await file('log.pub', await done('checkpoint', '--key'))
    const answer = { id: at.ids[0], receipt: JSON.parse(at.receipt), result: { answer: 'not-permitted' } }
    const files = [
      await file('receipt.json', at.receipt),
      await file('pretty.json', JSON.stringify(JSON.parse(at.receipt), null, 2)),
      await file('answer.json', JSON.stringify(answer, null, 4)),
    ]
    for (const one of files) {
      const offline = ['records', 'verify', one, '--key', key]
      expect(await runCli(offline, { env: { DATA_DIR: join(at.folder, 'nowhere') } })).toMatchObject({ code: 0 })
    }
    const kept = await file('newer.txt', await done('checkpoint'))
    expect((await records('verify', files[0]!, '--key', key, '--checkpoint', kept)).stdout).toContain('undecided')
    expect(await done('verify', files[0]!, '--checkpoint', kept)).toContain('genuine')
  })

  it('compare a receipt offline with a checkpoint of another size, by a proof', async () => {
    const key = await file('log.pub', await done('checkpoint', '--key'))
    const kept = await done('checkpoint')
    const opened = await recordsFromEnvironment({ DATA_DIR: at.data }, { engine: '1.0.0' })
    if (!opened.ok) throw new Error('refused')
    const [, size = ''] = kept.split('\n')
    const proof = await consistencyOf(opened.value, { from: '5', to: size })
    await opened.value.close()
    if (!proof.ok) throw new Error(JSON.stringify(proof.issues))
    const files = ['--checkpoint', await file('kept.txt', kept), '--consistency', '']
    const verify = async (text: string) => {
      files[3] = await file('proof.json', text)
      const argv = ['records', 'verify', await file('receipt.json', at.receipt), '--key', key, ...files]
      return runCli(argv, { env: { DATA_DIR: join(at.folder, 'nowhere') } })
    }
    expect(at.receipt).toContain('\\n5\\n')
    expect(await verify(JSON.stringify(proof.value))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/is genuine/),
    })
    expect(await verify(JSON.stringify(proof.value.proof))).toMatchObject({ code: 0 })
    expect(await verify(JSON.stringify({ proof: proof.value.proof.toReversed() }))).toMatchObject({ code: 1 })
    expect(await verify('{"proof":"none"}')).toMatchObject({ code: 2, stderr: expect.stringContaining('proof.json') })
  })

  it('find a receipt that was changed, and refuse what is none', async () => {
    const changed = await file(
      'changed.json',
      at.receipt.replace('"local"', '"other"').replace('mosaic-luton', 'mosaic-other'),
    )
    expect(await records('verify', changed)).toMatchObject({ code: 1, stdout: expect.stringContaining('not-genuine') })
    const doubled = await file('doubled.json', `{"v":1,${at.receipt.slice(1)}`)
    expect(await records('verify', doubled)).toMatchObject({ code: 2, stderr: expect.stringContaining('doubled.json') })
    expect(await records('verify', join(at.folder, 'none.json'))).toMatchObject({ code: 2 })
  })
})

describe('records replay', () => {
  it('decides again, one, all and since; and says what other rules would decide', async () => {
    expect(await done('replay', at.ids[0]!)).toContain('1 the same')
    expect((await json('replay', '--all')).counts).toMatchObject({ same: 4, differs: 0 })
    expect((await json('replay', '--since', '2026-11-21')).counts).toMatchObject({ same: 0 })
    const proposed = join(import.meta.dirname, 'fixtures/rules')
    expect((await json('replay', '--all', '--rules', proposed)).whatIf).toMatchObject({ refused: 4 })
    expect(await records('replay')).toMatchObject({ code: 2, stderr: expect.stringContaining('--all') })
    expect(await records('replay', '--since', 'May')).toMatchObject({ code: 2 })
  })
})
