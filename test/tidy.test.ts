import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nodePlatform } from '../packages/records/src/open/platform.ts'
import { type Source, sourcesIn } from './support/sources.ts'

const home = 'packages/rules/src/'
const rules = sourcesIn('packages/rules/src')
const all = [
  ...rules,
  ...sourcesIn('packages/verify/src'),
  ...sourcesIn('packages/records/src'),
  ...sourcesIn('packages/mcp/src'),
  ...sourcesIn('packages/caseload/src'),
  ...sourcesIn('packages/sql/src'),
  ...sourcesIn('packages/pages/src'),
  ...sourcesIn('packages/api/src'),
  ...sourcesIn('packages/cli/src'),
  ...sourcesIn('tools/handbook/src'),
  ...sourcesIn('tools/sample-council/src'),
]

/** The floors of packages/rules; a folder that is not named is a room of the floor that only looks at decisions. */
const floors: Readonly<Record<string, number>> = {
  kernel: 0,
  language: 1,
  parse: 2,
  compile: 3,
  evaluate: 4,
  typing: 5,
  wording: 5,
  node: 7,
  'rules.ts': 7,
  'load.ts': 8,
  'serialized-rules.ts': 8,
  'json-rules-engine.ts': 8,
  'words.ts': 8,
  'internal.ts': 9,
  'index.ts': 9,
}
const roomOf = (path: string): string => path.slice(home.length).split('/')[0] ?? ''
const floorOf = (path: string): number => floors[roomOf(path)] ?? 6

/** The floors inside evaluate/. The reference shares nothing with the rooms that it is held against. */
const innerFloors: Readonly<Record<string, number>> = {
  'decision.ts': 0,
  reference: 0,
  request: 1,
  program: 2,
  passes: 3,
  result: 4,
  columns: 5,
  trace: 5,
  'missing-of-many.ts': 6,
  'evaluate.ts': 6,
}
const innerRoomOf = (path: string): string => path.slice(home.length).split('/')[1] ?? ''
const innerFloorOf = (path: string): number => innerFloors[innerRoomOf(path)] ?? -1

describe('floors of packages/rules', () => {
  it('a file imports from lower floors or its own room only', () => {
    const climbs = rules.flatMap(({ path, importedFiles }) =>
      importedFiles
        .filter(file => roomOf(file) !== roomOf(path) && floorOf(file) >= floorOf(path))
        .map(file => `${path} imports ${file}`),
    )
    expect(climbs).toEqual([])
  })

  it('data flow one way through the rooms of evaluate/: request, program, passes, result, trace', () => {
    const climbs = rules
      .filter(({ path }) => roomOf(path) === 'evaluate')
      .flatMap(({ path, importedFiles }) =>
        importedFiles
          .filter(file => roomOf(file) === 'evaluate' && innerRoomOf(file) !== innerRoomOf(path))
          .filter(file => innerFloorOf(file) >= innerFloorOf(path))
          .map(file => `${path} imports ${file}`),
      )
    expect(climbs).toEqual([])
  })

  it('what differs between Node and a browser is reached by name: the disk by load.ts alone, SHA-256 by digests and fingerprints', () => {
    const byName = rules.filter(one => one.imports.some(from => from.startsWith('#'))).map(one => one.path)
    const byPath = rules.filter(
      one => roomOf(one.path) !== 'node' && one.importedFiles.some(file => roomOf(file) === 'node'),
    )
    expect(byName.sort()).toEqual(
      ['compile/digest.ts', 'load.ts', 'node/rules-of-files.ts', 'passages/words.ts'].map(path => `${home}${path}`),
    )
    expect(byPath.map(one => one.path)).toEqual([])
  })

  it('no files import one another in a circle', () => {
    const files = new Map(all.map(one => [one.path, one.importedFiles]))
    const done = new Set<string>()
    const circleFrom = (path: string, trail: readonly string[]): readonly string[] => {
      if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
      if (done.has(path)) return []
      const found = (files.get(path) ?? []).map(file => circleFrom(file, [...trail, path])).find(one => one.length > 0)
      done.add(path)
      return found ?? []
    }
    expect(all.map(one => circleFrom(one.path, [])).filter(circle => circle.length > 0)).toEqual([])
  })
})

/** The floors of packages in which each room, a folder of the sources or a file beside these, has its own. */
const floorsByPackage: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  verify: {
    smt: 0,
    solver: 1,
    encode: 1,
    witness: 1,
    'session.ts': 2,
    check: 3,
    diff: 3,
    invariants: 3,
    mutate: 3,
    'why-not': 3,
    'index.ts': 4,
  },
  mcp: {
    'decide.ts': 0,
    'why-not': 0,
    'tool.ts': 1,
    words: 1,
    'schemas.ts': 2,
    tools: 3,
    'server.ts': 4,
    'index.ts': 5,
  },
  caseload: {
    reading: 0,
    gathering: 1,
    answering: 2,
    writing: 3,
    'write-answers.ts': 4,
    'index.ts': 5,
  },
  sql: {
    form: 0,
    dialects: 1,
    question: 1,
    'names.ts': 2,
    'columns.ts': 2,
    tables: 3,
    'write-sql.ts': 4,
    'check-children.ts': 0,
    'self-check.ts': 5,
    'index.ts': 6,
  },
  pages: {
    words: 0,
    theme: 0,
    seal: 0,
    interview: 0,
    'why-not': 0,
    'parts.ts': 1,
    html: 2,
    held: 3,
    assets: 3,
    access: 3,
    about: 4,
    ask: 4,
    drawing: 4,
    rules: 5,
    sources: 5,
    search: 5,
    records: 5,
    'router.ts': 6,
    'index.ts': 7,
  },
  api: {
    'docs-page': 0,
    'log.ts': 0,
    'version.ts': 0,
    http: 1,
    config: 2,
    idempotency: 3,
    operations: 3,
    recording: 4,
    auth: 5,
    'service.ts': 6,
    decide: 7,
    openapi: 7,
    mcp: 8,
    pages: 8,
    routes: 8,
    'app.ts': 9,
    'serve.ts': 10,
    'index.ts': 11,
  },
  cli: {
    terminal: 0,
    rules: 1,
    requests: 2,
    records: 2,
    commands: 3,
    'run.ts': 4,
    'index.ts': 5,
    'main.ts': 5,
  },
  records: {
    faults: 0,
    model: 0,
    account: 1,
    database: 1,
    tree: 1,
    checkpoint: 2,
    crypto: 2,
    log: 3,
    receipt: 3,
    append: 4,
    'second-place': 5,
    unseal: 5,
    find: 6,
    events: 7,
    manage: 7,
    replay: 7,
    verify: 7,
    erase: 8,
    read: 8,
    export: 9,
    move: 9,
    report: 9,
    open: 10,
    'index.ts': 11,
  },
}

describe.each(Object.entries(floorsByPackage))('floors of packages/%s', (name, floorOf) => {
  const room = (path: string): string => path.split('/')[3] ?? ''
  const sources = all.filter(one => one.path.startsWith(`packages/${name}/src/`))

  it('each room has one', () => {
    expect([...new Set(sources.map(one => room(one.path)))].sort()).toEqual(Object.keys(floorOf).sort())
  })

  it('a file imports from lower floors or its own room only', () => {
    const isBelow = (file: string, path: string): boolean => floorOf[room(file)]! < floorOf[room(path)]!
    const climbs = sources.flatMap(({ path, importedFiles }) =>
      importedFiles
        .filter(file => room(file) !== room(path) && !isBelow(file, path))
        .map(file => `${path} imports ${file}`),
    )
    expect(climbs).toEqual([])
  })
})

it('no command of packages/cli imports another', () => {
  const commands = 'packages/cli/src/commands/'
  const commandOf = (path: string): string => path.slice(commands.length).split('/')[0]!
  const wrong = all
    .filter(one => one.path.startsWith(commands))
    .flatMap(({ path, importedFiles }) =>
      importedFiles
        .filter(file => file.startsWith(commands) && commandOf(file) !== commandOf(path))
        .map(file => `${path} imports ${file}`),
    )
  expect(wrong).toEqual([])
})

describe('packages', () => {
  const mayImport: Readonly<Record<string, readonly string[]>> = {
    rules: [],
    verify: ['@virtual-school/rules'],
    records: ['@virtual-school/rules'],
    mcp: ['@virtual-school/rules', '@virtual-school/verify'],
    caseload: ['@virtual-school/rules'],
    sql: ['@virtual-school/rules'],
    pages: ['@virtual-school/rules', '@virtual-school/verify', '@virtual-school/records'],
    api: ['@virtual-school/rules', '@virtual-school/records', '@virtual-school/mcp', '@virtual-school/pages'],
    cli: [
      '@virtual-school/rules',
      '@virtual-school/verify',
      '@virtual-school/records',
      '@virtual-school/mcp',
      '@virtual-school/caseload',
      '@virtual-school/sql',
      '@virtual-school/api',
    ],
    handbook: ['@virtual-school/rules'],
    'sample-council': [],
  }

  it('look one way: rules, verify, records, mcp, caseload, sql, pages, api, cli', () => {
    const wrong = all.flatMap(({ path, imports }) =>
      imports
        .filter(from => from.startsWith('@virtual-school/'))
        .filter(from => !mayImport[path.split('/')[1] ?? '']?.includes(from.split('/').slice(0, 2).join('/')))
        .map(from => `${path} imports ${from}`),
    )
    expect(wrong).toEqual([])
  })

  it('reach into one another by their public names only', () => {
    const inside = (path: string): string => path.split('/').slice(0, 3).join('/')
    expect(
      all.flatMap(({ path, importedFiles }) => importedFiles.filter(file => inside(file) !== inside(path))),
    ).toEqual([])
  })
})

describe('habits', () => {
  const having = (sources: readonly Source[], kind: string): readonly string[] =>
    sources.filter(one => one.kinds.has(kind)).map(one => one.path)

  it.each(['TSAnyKeyword', 'ExportDefaultDeclaration', 'TSEnumDeclaration'])('nothing has a %s', kind => {
    expect(having(all, kind)).toEqual([])
  })

  it('the library has no clock, no chance, no environment and, outside node/, no Node', () => {
    const ambient = [
      'Date',
      'Math.random',
      'process',
      'performance',
      'crypto',
      'globalThis',
      'Buffer',
      'setTimeout',
      'fetch',
    ]
    const pure = rules.filter(one => roomOf(one.path) !== 'node')
    const found = pure.flatMap(({ path, names, imports }) =>
      [...ambient.filter(name => names.has(name)), ...imports.filter(from => from.startsWith('node:'))].map(
        name => `${path}: ${name}`,
      ),
    )
    expect(found).toEqual([])
  })
})

describe('random bytes', () => {
  it('come from the operating system: Math.random picks samples for the cross-check and nothing else', () => {
    expect(all.filter(one => one.names.has('Math.random')).map(one => one.path)).toEqual(['packages/api/src/serve.ts'])
  })

  it('of the records are those of node:crypto', () => {
    expect(nodePlatform.random).toBe(randomBytes)
  })
})

describe('sizes', () => {
  const generated = 'packages/rules/src/typing/published.ts'
  const over = (lines: number): readonly string[] =>
    all
      .filter(one => one.linesCount > lines && one.path !== generated)
      .map(one => `${one.path}: ${one.linesCount} lines`)
  const functionsOver = (lines: number): readonly string[] =>
    all.flatMap(({ path, functions }) =>
      functions.filter(one => one.linesCount > lines).map(one => `${path}:${one.line}: ${one.linesCount} lines`),
    )

  it('no file has more than 250 lines', () => {
    expect(over(250)).toEqual([])
  })

  it('no function has more than 50 lines, and one in forty, at most, more than 25', () => {
    expect(functionsOver(50)).toEqual([])
    const count = all.reduce((sum, one) => sum + one.functions.length, 0)
    expect(functionsOver(25).length, functionsOver(25).join('\n')).toBeLessThanOrEqual(count / 40)
  })
})
