import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { env, kill, pid } from 'node:process'

/** Linux keeps what lies here in memory. */
const memory = '/dev/shm'
const start = 'virtual-school-tests-'
/** Room for the databases that tests have at one time, and some more. */
const bytesNeeded = 2 * 1024 ** 3

const isRunning = (id: number): boolean => {
  try {
    return kill(id, 0)
  } catch {
    return false
  }
}

const hasRoom = (): boolean => {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > bytesNeeded
}

/**
 * Has this process, and all that it starts, put temporary files into memory, if there is room: databases that tests make and throw
 * away cost half as much there. They are taken away at its end, and with them those of runs that were killed.
 */
export const putTemporaryFilesIntoMemory = (): void => {
  if (env.TMPDIR !== undefined || !hasRoom()) return
  for (const name of readdirSync(memory))
    if (name.startsWith(start) && !isRunning(Number(name.slice(start.length))))
      rmSync(join(memory, name), { recursive: true, force: true })
  const folder = join(memory, `${start}${pid}`)
  mkdirSync(folder)
  env.TMPDIR = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}
