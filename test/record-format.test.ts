import { spawnSync } from 'node:child_process'
import { createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { receiptText, verifyReceipt } from '@virtual-school/records'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHead } from '../packages/records/src/log/head.ts'
import { rotateSigningKey } from '../packages/records/src/manage/rotate-signing-key.ts'
import { recordTypes } from '../packages/records/src/model/events.ts'
import { envelopeSchema } from '../packages/records/src/model/read-envelope.ts'
import {
  consistencyBetween,
  consistencyOf,
  currentCheckpoint,
  writeReceiptAt,
} from '../packages/records/src/read/proofs.ts'
import { appendLeaves, emptyFrontier } from '../packages/records/src/tree/append.ts'
import { noLeaf } from '../packages/records/src/verify/place-rows.ts'
import { keepOne, staff } from '../packages/records/test/support/keeping.ts'
import { recordsAt } from '../packages/records/test/support/kept.ts'
import { erase, variedLog } from '../packages/records/test/support/varied-log.ts'
import { pickerFor } from '../packages/rules/test/support/picker.ts'
import { inCheckout } from '../scripts/places.mjs'
import { fencesIn } from './support/markdown.ts'
import { sizeOf } from './support/sizes.ts'

const wanted = sizeOf('RECEIPTS')
const page = 'docs/record-format.md'
const text = readFileSync(inCheckout(page), 'utf8')
const fences = fencesIn(page)
const vectors = JSON.parse(readFileSync(inCheckout('docs/examples/record-vectors.json'), 'utf8'))

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-format-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content)
  return name
}

const missing = [
  ['python3', '--version'],
  ['openssl', 'version'],
].find(([command = '', argument = '']) => spawnSync(command, [argument]).status !== 0)?.[0]

/** A test that takes a program which may not be there. */
const withPrograms = (name: string, test: () => Promise<void> | void): void => {
  it(name, async () => {
    if (missing === undefined) return test()
    console.log(`skipped: no ${missing}`)
  })
}

beforeAll(() => file('check.py', fences.find(one => one.about === 'check.py')?.text ?? ''))

/** What the page’s program says of each file, in their order, and how it ends. */
const check = (...argv: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync('python3', ['check.py', ...argv], { cwd: folder, encoding: 'utf8' })
  expect(stderr).toBe('')
  return { status, lines: stdout.trimEnd().split('\n') }
}

describe('what the page says of the format', () => {
  /** The first column of the table below a heading. */
  const firstColumn = (heading: string): readonly (string | undefined)[] => {
    const [, below = ''] = text.split(`\n## ${heading}\n`)
    return [...(below.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
  }

  it('has every member of an envelope, in the order of the code, and of a receipt', () => {
    expect(firstColumn('The envelope')).toEqual(Object.keys(envelopeSchema.shape))
    expect(firstColumn('The receipt').toSorted()).toEqual(Object.keys(JSON.parse(vectors.receipts[0])))
  })

  it('names every type of record', () => {
    const [, list = ''] = /^The types are (.*?)\. A later/m.exec(text) ?? []
    expect([...list.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual([...recordTypes])
  })

  it('shows the checkpoint of the vectors, and links that lead somewhere', () => {
    expect(fences.find(one => one.about === 'checkpoint')?.text).toBe(vectors.checkpoints[1])
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, to = '']) => to)
    expect(links.filter(to => !existsSync(inCheckout(join(dirname(page), to))))).toEqual([])
  })
})

describe('a program that knows the page alone', () => {
  withPrograms('accepts the vectors, by the commands that the page shows', () => {
    file('log.pub', `${vectors.verifierKey}\n`)
    file('receipt.json', vectors.receipts[1])
    file('kept.txt', vectors.checkpoints[1])
    file('older.txt', vectors.checkpoints[0])
    file('newer.txt', vectors.checkpoints[1])
    file('proof.json', JSON.stringify(vectors.consistency))
    const commands =
      fences
        .find(one => one.language === 'sh')
        ?.text.trim()
        .split('\n') ?? []
    const run = commands.map(line => check(...line.split(' ').slice(2)))
    expect(run).toEqual([
      { status: 0, lines: ['receipt.json: genuine', 'kept.txt: genuine'] },
      { status: 0, lines: ['older.txt: genuine', 'newer.txt: genuine', 'one log'] },
    ])
    const all = vectors.receipts.map((receipt: string, n: number) => file(`vector-${n}.json`, receipt))
    expect(check('log.pub', ...all)).toMatchObject({ status: 0 })
  })

  withPrograms('refuses every receipt of the vectors that is not genuine, as ours does', () => {
    file('log.pub', `${vectors.verifierKey}\n`)
    const wrong: readonly { why: string; receipt: string }[] = vectors.wrong
    const names = wrong.map(({ receipt }, n) => file(`wrong-${n}.json`, receipt))
    const theirs = check('log.pub', ...names).lines.map(line => line.includes(': NOT GENUINE: '))
    expect(wrong.filter((_, n) => !theirs[n]).map(one => one.why)).toEqual([])
    expect(wrong.filter(one => isGenuine(one.receipt, vectors.verifierKey)).map(one => one.why)).toEqual([])
  })

  withPrograms('agrees with ours on receipts and checkpoints, whole and changed', async () => {
    const records = await recordsAt({ directory: join(folder, 'data') })
    await variedLog(records, 300)
    file('log.pub', records.verifierKey)
    const { db } = records.database
    const rows = await db.selectFrom('records').selectAll().execute()
    const picker = pickerFor('format')
    const receipts: string[] = []
    let head = await readHead(db)
    while (receipts.length < wanted) {
      const given = await writeReceiptAt(records, picker.of(rows), head)
      receipts.push(picker.upTo(3) === 0 ? given : changed(given, picker.upTo(given.length)))
      if (receipts.length % 20 > 0) continue
      await erase(records, picker.of(rows).id).catch(() => undefined)
      head = await readHead(db)
    }
    for (let from = 0; from < receipts.length; from += 200)
      compare(receipts.slice(from, from + 200), records.verifierKey)
    await compareSizes(records)
    await records.close()
  })

  withPrograms('checks what was signed before the signing key was replaced, and after, by both keys', async () => {
    const records = await recordsAt({ directory: join(folder, 'rotated') })
    const before = await keepOne(records, { subjectRef: 'case-1' })
    const older = await currentCheckpoint(records)
    const rotated = await rotateSigningKey(records, staff)
    const after = await keepOne(records, { subjectRef: 'case-1' })
    const newer = await currentCheckpoint(records)
    if (!older.ok || !newer.ok || !rotated.ok) throw new Error('refused')
    const proof = await consistencyBetween(records, older.value, newer.value)
    await records.close()
    file('proof.json', JSON.stringify({ proof: proof.ok ? proof.value : [] }))
    file('before.json', before.receipt)
    file('after.json', after.receipt)
    file('older.txt', older.value)
    file('newer.txt', newer.value)
    const { from, to } = rotated.value
    const all = ['before.json', 'after.json', 'older.txt', 'newer.txt', '--proof', 'proof.json']
    file('log.pub', `${from}\n${to}\n`)
    expect(check('log.pub', ...all)).toMatchObject({ status: 0, lines: expect.arrayContaining(['one log']) })
    file('log.pub', from)
    const [first, second] = check('log.pub', 'before.json', 'after.json').lines
    expect(first).toBe('before.json: genuine')
    expect(second).toMatch(/NOT GENUINE: none of the keys is named .* a later key may have signed it/)
  })

  withPrograms('says how it is called', () => {
    const { status, stderr } = spawnSync('python3', ['check.py'], { cwd: folder, encoding: 'utf8' })
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^python3 check\.py KEY-FILE/)])
  })

  const isGenuine = (receipt: string, verifierKey: string): boolean => {
    const canonical = receiptText(receipt)
    return canonical.ok && verifyReceipt(canonical.value, { verifierKey }).verdict === 'genuine'
  }

  /** One character made another, as a bit that fell over does. */
  const changed = (receipt: string, at: number): string =>
    receipt.slice(0, at) + String.fromCharCode(receipt.charCodeAt(at) ^ 1) + receipt.slice(at + 1)

  const compare = (receipts: readonly string[], verifierKey: string): void => {
    const names = receipts.map((receipt, n) => file(`receipt-${n}.json`, receipt))
    const theirs = check('log.pub', ...names).lines.map(line => line.endsWith(': genuine'))
    expect(theirs).toEqual(receipts.map(receipt => isGenuine(receipt, verifierKey)))
  }

  /** Of a log of several sizes. */
  const compareSizes = async (records: Awaited<ReturnType<typeof recordsAt>>): Promise<void> => {
    const leaves = await records.database.db.selectFrom('records').select('leaf').orderBy('seq').execute()
    const noteOf = (size: number) => {
      const { root } = appendLeaves(
        emptyFrontier,
        leaves.slice(0, size).map(one => Buffer.from(one.leaf)),
      )
      return records.signer.sign({ size, root })
    }
    const pairs = [
      [1, 2],
      [1, 300],
      [7, 8],
      [8, 9],
      [255, 300],
      [256, 257],
    ] as const
    for (const [from, to] of pairs) {
      file('older.txt', noteOf(from))
      file('newer.txt', noteOf(to))
      const proof = await consistencyOf(records, { from: String(from), to: String(to) })
      if (!proof.ok) throw new Error(JSON.stringify(proof.issues))
      file('proof.json', JSON.stringify(proof.value))
      expect(check('log.pub', 'older.txt', 'newer.txt', '--proof', 'proof.json').lines.at(-1)).toBe('one log')
      file('proof.json', JSON.stringify({ proof: [...proof.value.proof, noLeaf.toString('base64')] }))
      expect(check('log.pub', 'newer.txt', 'older.txt', '--proof', 'proof.json')).toMatchObject({ status: 1 })
    }
  }
})

describe('what is sealed, by the page alone', () => {
  const rootSecret = Buffer.from(vectors.rootSecret, 'base64')
  const derived = (info: string): Buffer => Buffer.from(hkdfSync('sha256', rootSecret, '', info, 32))
  const infos = [...text.matchAll(/^\| `(\w+)` \| `(virtual-school\/records\/v1\/[\w-]+)` \|$/gm)]

  const opened = (key: Buffer, box: Buffer, about: string): Buffer => {
    expect(box[0]).toBe(1)
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(1, 13))
    decipher.setAAD(Buffer.from(`1\n${about}`))
    decipher.setAuthTag(box.subarray(-16))
    return Buffer.concat([decipher.update(box.subarray(13, -16)), decipher.final()])
  }

  const keyOf = (name: string): Buffer =>
    Buffer.from(vectors.deploymentKeys.find((one: { name: string }) => one.name === name).key, 'hex')
  const mac = (name: string, lines: readonly string[]): string =>
    createHmac('sha256', keyOf(name)).update(lines.join('\n')).digest('hex')

  it('derives the keys that version 1.0 would have made', () => {
    const found = Object.fromEntries(infos.map(([, name = '', info = '']) => [name, derived(info).toString('hex')]))
    expect(found).toEqual(vectors.derived)
  })

  it('opens the deployment’s keys with the root secret', () => {
    const root = derived('virtual-school/records/v1/deployment-keys')
    expect(vectors.deploymentKeys).toHaveLength(4)
    for (const { name, key, wrapped } of vectors.deploymentKeys)
      expect(opened(root, Buffer.from(wrapped, 'base64'), `deployment-key\n${name}`).toString('hex')).toBe(key)
  })

  it('makes the lookup of a reference, what binds it to its child, and the tag of a decision', () => {
    const { reference, realm, lookup, subject, bound } = vectors.subject
    expect(mac('lookup', [realm, reference])).toBe(lookup)
    expect(mac('binding', ['subject', realm, lookup, subject])).toBe(bound)
    expect(mac('binding', ['payload', realm, lookup, subject])).toBe(vectors.tag)
  })

  it('opens the data key of the vectors, and with it the payload', () => {
    const { wrapped, key, subject, decision, year } = vectors.dataKey
    const about = `data-key\n{"decision":"${decision}","key":"${key}","subject":"${subject}","year":${year}}`
    const dataKey = opened(keyOf('wrapping'), Buffer.from(wrapped, 'base64'), about)
    expect(dataKey).toHaveLength(32)
    const { id, type } = JSON.parse(vectors.records[1].envelope)
    const content = opened(dataKey, Buffer.from(vectors.payload.sealed, 'base64'), `payload\n${id}\n${type}`)
    expect(content).toHaveLength(6144)
    expect(content[0]).toBe(0)
    expect(content.subarray(5, 5 + content.readUInt32BE(1)).toString()).toBe(vectors.payload.text)
    expect(content.subarray(5 + content.readUInt32BE(1)).every(byte => byte === 0)).toBe(true)
  })
})
