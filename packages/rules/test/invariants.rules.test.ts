import { describe, expect, test } from 'vitest'
import { readRules } from '../src/index.ts'
import { realFiles } from './support/real-files.ts'

describe('the shipped invariants', () => {
  test('are there, each with its title, and every kind is among them', () => {
    const checked = readRules(realFiles)
    const invariants = checked.ok ? checked.value.rulebook.invariants : []
    expect(new Set(invariants.map(one => one.kind)).size).toBe(7)
    expect(new Set(invariants.map(one => one.title)).size).toBe(invariants.length)
    expect(invariants.filter(one => /[.–—]/.test(one.title)).map(one => one.id)).toEqual([])
  })
})
