import { execFile } from 'node:child_process'

export interface Executed {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end in a folder, however it ends; rejects if it cannot be started. */
export const execute = (program: string, words: readonly string[], cwd: string): Promise<Executed> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, NO_COLOR: '1' }
    execFile(program, words, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
