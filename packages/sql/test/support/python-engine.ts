import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Rules } from '../../../rules/src/internal.ts'
import type { Engine, Row } from './engines.ts'

const program = fileURLToPath(new URL('engine.py', import.meta.url))
const python = process.env.PYTHON ?? 'python3'

const needed = { spark: ['pyspark'], tsql: ['sqlglot', 'duckdb'] } as const

/** Whether Python is here, with what an engine needs. */
export const isHere = (dialect: 'spark' | 'tsql'): boolean =>
  spawnSync(python, ['-c', needed[dialect].map(one => `import ${one}`).join('\n')]).status === 0

/** An engine of Python, and the plan that it makes of a query. */
export interface PythonEngine extends Omit<Engine, 'run'> {
  readonly plan: (sql: string) => Promise<string>
}

/** Spark, or T-SQL translated by sqlglot and run on DuckDB. */
export const openPython = async (rules: Rules, dialect: 'spark' | 'tsql'): Promise<PythonEngine> => {
  const types = Object.fromEntries(rules.facts.filter(one => one.given === undefined).map(one => [one.name, one.type]))
  const child = spawn(python, [program, dialect, JSON.stringify(types)], { stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const line = await lines.next()
    if (line.done) throw new Error(`${dialect} ended`)
    return line.value
  }
  if ((await next()) !== 'ready') throw new Error(`${dialect} did not start`)
  const ask = async (request: object): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    const answer = JSON.parse(await next()) as { readonly rows?: unknown; readonly error?: string }
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer.rows
  }
  return {
    dialect,
    fill: async rows => void (await ask({ fill: rows })),
    ask: async sql => (await ask({ ask: sql })) as readonly Row[],
    plan: async sql => (await ask({ plan: sql })) as string,
    close: async () => void child.kill(),
  }
}
