import { once } from 'node:events'
import { watch } from 'chokidar'

/** An editor writes a file in several steps, and a deployment several files. */
const quietMilliseconds = 300

/** Tells when what lies in a directory has changed and has then been let alone for a moment. Gives what stops it. */
export const watchDirectory = async (directory: string, changed: () => void): Promise<() => Promise<void>> => {
  const watcher = watch(directory, { ignoreInitial: true })
  let timer: NodeJS.Timeout | undefined
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(changed, quietMilliseconds)
  })
  // Too many files to watch, or a directory that went: the rules that are held stay good.
  watcher.on('error', () => {})
  await once(watcher, 'ready')
  return async () => {
    clearTimeout(timer)
    await watcher.close()
  }
}
