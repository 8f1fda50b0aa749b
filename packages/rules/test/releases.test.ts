import { describe, expect, it } from 'vitest'
import { compareWithRelease, readRules, releaseIssues } from '../src/index.ts'
import { baseFiles } from './support/corpus.ts'

const files = (change: Readonly<Record<string, unknown>> = {}) =>
  [...new Map<string, unknown>([...baseFiles, ...Object.entries(change)])].map(([path, value]) => ({ path, value }))
const rulesOf = (change?: Readonly<Record<string, unknown>>) => {
  const checked = readRules(files(change))
  if (!checked.ok) throw new Error(checked.issues.map(one => one.message).join('\n'))
  return checked.value
}
const { version, digest } = rulesOf()
const released = '2026-11-26'
const listed = (...releases: readonly object[]) => ({ 'releases.json': { releases } })

describe('releases', () => {
  it('are no part of the digest', () => {
    const rules = rulesOf(listed({ version, digest, released }))
    expect(rules.digest).toBe(digest)
    expect(rules.rulebook.releases).toEqual([{ version, digest, released }])
  })

  it('tell rules that are as released from edited ones and from those of no release', () => {
    const other = `sha256:${'0'.repeat(64)}`
    const stateOf = (...list: readonly object[]) => compareWithRelease(rulesOf(listed(...list)).rulebook).kind
    expect(stateOf({ version, digest, released })).toBe('released')
    expect(stateOf({ version, digest: other, released })).toBe('edited')
    expect(stateOf({ version: '77.0.0', digest, released })).toBe('unreleased')
    expect(compareWithRelease(rulesOf().rulebook).kind).toBe('unreleased')
  })

  it('refuse edited rules under their version, and name the next', () => {
    const { rulebook } = rulesOf(listed({ version, digest: `sha256:${'0'.repeat(64)}`, released }))
    const [major, minor] = version.split('.')
    expect(releaseIssues(rulebook)).toEqual([
      {
        code: 'duplicate-name',
        pointer: '/version',
        file: 'manifest.json',
        message: expect.stringContaining(`edited since ${version} was released on ${released}`),
        suggestion: `${major}.${Number(minor) + 1}.0`,
      },
    ])
    expect(releaseIssues(rulesOf(listed({ version, digest, released })).rulebook)).toEqual([])
  })

  it('have each version once, a digest, and a day of the calendar', () => {
    const row = { version, digest, released }
    const codes = (...list: readonly object[]) => {
      const checked = readRules(files(listed(...list)))
      return checked.ok ? [] : checked.issues.map(({ code, pointer }) => `${code} ${pointer}`)
    }
    expect(codes(row, row)).toEqual(['duplicate-name /releases/1/version'])
    expect(codes({ ...row, released: '2026-02-30' })).toEqual(['impossible-date /releases/0/released'])
    expect(codes({ ...row, digest: 'sha256:12' })).toEqual(['malformed /releases/0/digest'])
    expect(codes({ version })).toHaveLength(2)
  })
})
