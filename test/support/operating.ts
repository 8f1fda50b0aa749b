import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inCheckout } from '../../scripts/places.mjs'

/** A file of docs/examples/operating. */
export const operatingFile = (name: string): string =>
  readFileSync(inCheckout(`docs/examples/operating/${name}`), 'utf8')

/** The assignments of a file of settings, as systemd and shells read it. */
export const environmentIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    linesOf(text).map(line => {
      const [, name, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? []
      if (name === undefined) throw new Error(`no assignment: ${line}`)
      return [name, value]
    }),
  )

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))

/** A unit of systemd: what each section assigns, in order, a name as often as it stands. */
export const unitIn = (text: string): ReadonlyMap<string, readonly (readonly [name: string, value: string])[]> => {
  const sections = new Map<string, (readonly [string, string])[]>()
  let current: (readonly [string, string])[] | undefined
  for (const line of linesOf(text)) {
    const [, section] = /^\[(\w+)\]$/.exec(line) ?? []
    if (section !== undefined) {
      current = []
      sections.set(section, current)
      continue
    }
    const [, name, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (name === undefined || current === undefined) throw new Error(`no line of a unit: ${line}`)
    current.push([name, value])
  }
  return sections
}

/** The instructions of a Containerfile, each with what follows it on one line. */
export const instructionsIn = (text: string): readonly (readonly [name: string, rest: string])[] =>
  linesOf(text.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '')).map(line => {
    const [, name, rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? []
    if (name === undefined) throw new Error(`no instruction: ${line}`)
    return [name, rest]
  })

/** A directive of nginx: its words, and those within its braces. */
export interface Directive {
  readonly words: readonly string[]
  readonly block?: readonly Directive[]
}

const tokensIn = (text: string): readonly string[] =>
  text.replaceAll(/(^|\s)#.*$/gm, '$1').match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]|[^\s{};"']+/g) ?? []

/** A configuration of nginx as directives, or an error if braces and semicolons do not fit. */
export const directivesIn = (text: string): readonly Directive[] => {
  const open: { readonly found: Directive[]; readonly words: readonly string[] }[] = [{ found: [], words: [] }]
  let words: string[] = []
  const ends: Readonly<Record<string, () => void>> = {
    ';': () => void open.at(-1)?.found.push({ words }),
    '{': () => void open.push({ found: [], words }),
    '}': () => {
      const closed = open.pop()
      if (words.length > 0 || open.length === 0) throw new Error(`a brace that does not fit: ${words.join(' ')}`)
      open.at(-1)?.found.push({ words: closed?.words ?? [], block: closed?.found ?? [] })
    },
  }
  for (const token of tokensIn(text)) {
    const end = ends[token]
    if (end === undefined) words.push(token.replaceAll(/^["']|["']$/g, ''))
    else {
      end()
      words = []
    }
  }
  if (open.length !== 1 || words.length > 0) throw new Error('the last brace or semicolon is missing')
  return open[0]?.found ?? []
}

/** Runs a program over a file, if it is on this machine: undefined, and says so, if it is not. */
export const checkedBy = (program: string, args: readonly string[]): string | undefined => {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error !== undefined) {
    console.log(`skipped: no ${program}`)
    return undefined
  }
  return `${status} ${stdout}${stderr}`.trim()
}
