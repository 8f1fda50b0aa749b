import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { inCheckout } from '../../scripts/places.mjs'

const folder = mkdtempSync(join(tmpdir(), 'caseload-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const day = (i: number, year: number): string => `${String((i % 28) + 1).padStart(2, '0')}/0${(i % 9) + 1}/${year}`
const rows = Array.from({ length: 1_100 }, (_, i) =>
  [`S${i}`, day(i, 2009 + (i % 12)), day(i, 2025), 'S', ['C2', 'V2', 'V4'][i % 3], 'U4', '', ''].join(','),
)
/** The rows of some children in one table, and of some in another, so that threads read them at once. */
const files = [0, 1, 2].map(part => {
  const file = join(folder, `episodes-${part}.csv`)
  const some = rows.filter((_, i) => i % 3 <= part)
  writeFileSync(file, `CHILD,DOB,DECOM,RNE,LS,PLACE,DEC,REC\n${some.join('\n')}\n`)
  return file
})

const caseload = (workers: string, ending: string) => {
  const out = join(folder, `out-${workers}.${ending}`)
  const command = inCheckout('packages/cli/bin/virtual-school.js')
  const words = [
    '--decision',
    'remit',
    '--decision',
    'personal-education-plan',
    '--authority',
    'luton',
    '--as-of',
    '2026-11-22',
    '--own',
    '--id',
    'CHILD',
  ]
  const more = ['--missing', '--readings', '--workers', workers, '--out', out]
  const { status, stderr } = spawnSync(process.execPath, [command, 'caseload', ...files, ...words, ...more], {
    encoding: 'utf8',
  })
  return { status, said: stderr.replace(out, 'out'), bytes: readFileSync(out) }
}

it.each(['csv', 'ndjson', 'xlsx'])('a caseload is the same by one worker and by three: %s', ending => {
  const [one, three] = [caseload('1', ending), caseload('3', ending)]
  expect(one.status).toBe(0)
  expect({ ...three, bytes: '' }).toEqual({ ...one, bytes: '' })
  expect(three.bytes.equals(one.bytes)).toBe(true)
  expect(one.bytes.length).toBeGreaterThan(10_000)
})
