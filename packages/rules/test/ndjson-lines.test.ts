import { describe, expect, it } from 'vitest'
import { createLineCutter } from '../src/internal.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const cut = (limitBytes: number, ...pieces: readonly string[]) => {
  const cutter = createLineCutter(limitBytes)
  const lines = pieces.flatMap(piece => [...cutter.cut(bytes(piece))])
  return [...lines, cutter.end()].map(one => one.bytes && new TextDecoder().decode(one.bytes))
}

describe('lines of bytes', () => {
  it('are the same however the bytes arrive', () => {
    const text = 'one\n\ntwo ü\r\nthree'
    const wanted = ['one', '', 'two ü\r', 'three']
    expect(cut(20, text)).toEqual(wanted)
    expect(cut(20, 'o', 'ne', '\n\ntw', 'o ü\r\n', '', 'three')).toEqual(wanted)
    expect(cut(20)).toEqual([''])
  })

  it('beyond the limit are none, and the next one is whole again', () => {
    expect(cut(3, 'abc\nabcd\nab', 'cd', 'e\nabc')).toEqual(['abc', undefined, undefined, 'abc'])
  })

  it('are numbered from 1', () => {
    const cutter = createLineCutter(3)
    expect([...cutter.cut(bytes('a\nb\n'))].map(one => one.number)).toEqual([1, 2])
    expect(cutter.end().number).toBe(3)
  })
})
