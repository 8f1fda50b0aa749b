import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from '../src/kernel/nearest.ts'

const roles = [
  'child',
  'parent-or-carer',
  'foster-carer',
  'social-worker',
  'designated-teacher',
  'school',
  'work-place',
]

describe('the nearest word', () => {
  it.each([
    ['chld', 'child'],
    ['shcool', 'school'],
    ['parent', 'parent-or-carer'],
    ['Parents', 'parent-or-carer'],
    ['worker', 'social-worker'],
    ['teacher', 'designated-teacher'],
    ['parent-carer', 'parent-or-carer'],
    // Two have it as a part, so nobody knows which was meant.
    ['carer', undefined],
    ['or', undefined],
    ['par', undefined],
    ['ombudsman', undefined],
    ['word', undefined],
  ])('to %s is %s', (word, expected) => {
    expect(nearest(word, roles)).toBe(expected)
  })

  it('is never chosen by a part if one is near as a whole', () => {
    expect(nearest('parent', [...roles, 'parents'])).toBe('parents')
  })

  it('is a part of the names of facts too', () => {
    expect(nearest('status', ['careStatus', 'ageYears'])).toBe('careStatus')
  })

  it('is the word itself if it is known, in whatever order they stand', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}(-[a-z]{3,8}){0,2}$/), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(words, fc.nat(), (known, at) => {
        const word = known[at % known.length]!
        expect(nearest(word, known)?.replaceAll('-', '')).toBe(word.replaceAll('-', ''))
        const asked = word.split('-')[0]!
        expect(nearest(asked, [...known].reverse())).toBe(nearest(asked, known))
      }),
    )
  })
})
