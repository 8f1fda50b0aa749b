import { describe, expect, it } from 'vitest'
import { contrastWithWhite, parseTheme, usualTheme } from '../src/theme/theme.ts'
import { servingPages, textOf } from './support.ts'

describe('a theme', () => {
  it('without members is the usual one', () => {
    expect(parseTheme({})).toEqual({ ok: true, value: usualTheme })
  })

  it.each([
    [{ colour: 'red' }, '/colour: Expected: # and six hexadecimal digits'],
    [{ colour: '#ffd700' }, '/colour: White text on it cannot be read well enough'],
    [{ logo: '../secret.svg' }, '/logo: Expected: the name of a PNG or SVG file'],
    [{ logo: 'logo.html' }, '/logo: Expected: the name of a PNG or SVG file'],
    [{ contact: 'javascript:alert(1)' }, '/contact: Expected: an address with https or mailto'],
    [{ privacy: '//other.example' }, '/privacy: Expected: an address with https or mailto'],
    [{ name: '' }, '/name: '],
    [{ colours: '#000000' }, 'colours'],
    [null, 'expected object'],
  ])('%j is refused: %s', (value, words) => {
    const read = parseTheme(value)
    expect(read.ok).toBe(false)
    expect(JSON.stringify(read)).toContain(words)
  })

  // The examples of WCAG 2.2: black on white is 21, and #767676 is the lightest grey that passes.
  it.each([
    ['#000000', 21],
    ['#ffffff', 1],
    ['#767676', 4.54],
  ])('white on %s has the contrast %f', (colour, contrast) => {
    expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 2)
  })

  it('gives the pages name, council, colour, logo and addresses, and nothing of it is markup', async () => {
    const read = parseTheme({
      name: 'Our <b>school</b>',
      council: 'A & B',
      colour: '#5b1d4b',
      logo: 'logo.svg',
      contact: 'mailto:ask@council.example',
      privacy: 'https://council.example/privacy',
    })
    if (!read.ok) throw new Error(read.issues.join())
    const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
    const { get } = await servingPages({}, { theme: read.value, logo: { bytes, type: 'image/svg+xml' } })
    const { html } = await get('/')
    expect(html).not.toContain('<b>school')
    expect(textOf(html)).toContain('Pages of A & B.')
    for (const address of ['mailto:ask@council.example', 'https://council.example/privacy', '/about/accessibility'])
      expect(html).toContain(`href="${address}"`)
    expect((await get('/assets/theme.css')).html).toContain('#5b1d4b')
    const logo = await get('/assets/logo')
    expect([logo.status, logo.headers.get('content-type'), logo.html]).toEqual([200, 'image/svg+xml', String(bytes)])
  })
})
