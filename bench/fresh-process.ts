import { spawnSync } from 'node:child_process'

/** Runs this benchmark again in a process of its own, for one part alone, and reads the JSON that it prints. */
export const inFreshProcess = (flags: readonly string[], ...parts: readonly string[]): unknown => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, process.argv[1]!, ...parts], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`a process of its own failed:\n${stderr}`)
  return JSON.parse(stdout)
}
