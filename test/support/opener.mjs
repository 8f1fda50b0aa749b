import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

// Another process beside the service: it opens the records in one of the ways below so many times, and closes them each time.
const [, , kind = '', times = '1', directory = ''] = process.argv

const sink = () => new Writable({ write: (_part, _encoding, done) => done() })
const terminal = {
  stdin: process.stdin,
  stdout: sink(),
  stderr: process.stderr,
  env: process.env,
  now: () => new Date(),
  isTty: { stdin: false, stdout: false, stderr: false },
}

/** @param {readonly string[]} argv */
const command = async argv => {
  const { run } = await import('../../packages/cli/dist/index.js')
  const code = await run(['records', ...argv], terminal)
  if (code !== 0) throw new Error(`records ${argv[0]} ended with ${code}`)
}

const file = join(directory, 'records.sqlite')
const keys = join(directory, 'keys.sqlite')

/** @param {(folder: string) => Promise<void> | void} act */
const inFolder = async act => {
  const folder = mkdtempSync(join(tmpdir(), 'virtual-school-beside-'))
  try {
    await act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @type {Readonly<Record<string, () => Promise<void>>>} */
const ways = {
  list: () => command(['list', '--limit', '5', '--actor', 'staff-1']),
  verify: () => command(['verify']),
  export: () =>
    inFolder(folder => command(['export', '--subject', 'case-1', '--actor', 'staff-1', '--to', join(folder, 'copy')])),
  // As better-sqlite3 would, whose API libsql has; its `backup` is that of `python` below.
  select: async () => {
    const { default: Database } = await import('libsql')
    for (const path of [file, keys]) {
      const database = new Database(path)
      database.exec('select count(*) from sqlite_schema')
      database.close()
    }
  },
  sqlite3: () =>
    inFolder(folder => {
      for (const path of [file, keys]) execFileSync('sqlite3', [path, `.backup ${join(folder, 'copy.sqlite')}`])
    }),
  python: () =>
    inFolder(folder => {
      const program =
        'import sqlite3, sys\nfor path in sys.argv[2:]:\n  a = sqlite3.connect(path); b = sqlite3.connect(sys.argv[1]); a.backup(b); a.close(); b.close()'
      execFileSync('python3', ['-c', program, join(folder, 'copy.sqlite'), file, keys])
    }),
}

const way = ways[kind]
if (way === undefined) throw new Error(`There is no way “${kind}”`)
for (let n = 0; n < Number(times); n += 1) {
  await way()
  // libsql lets go of its files when its objects are collected.
  for (let turn = 0; turn < 2 && globalThis.gc !== undefined; turn += 1) {
    globalThis.gc()
    await wait(1)
  }
}
