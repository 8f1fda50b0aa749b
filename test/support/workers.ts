import { type ChildProcess, execFileSync } from 'node:child_process'

/** The process ids of a cluster’s workers. */
export const workersOf = ({ pid }: ChildProcess): readonly number[] =>
  execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === pid)
    .map(([, child]) => child ?? 0)
