import { type ChildProcess, spawn } from 'node:child_process'
import { inCheckout } from '../../scripts/places.mjs'

const started: ChildProcess[] = []
export const killAll = (): void => {
  for (const child of started) child.kill('SIGKILL')
}

/** The built command, told to serve without keys; `killAll` ends it. */
export const starting = (options: readonly string[], settings: Readonly<Record<string, string>> = {}) => {
  const child = spawn(
    process.execPath,
    [inCheckout('packages/cli/bin/virtual-school.js'), 'serve', '--port', '0', ...options],
    {
      env: { ...process.env, ACCESS: 'open', OVERLOAD_DELAY_MS: '10000', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  started.push(child)
  return child
}

/** The built command serving, once it answers. `logged` is what it has logged so far. */
export const served = async (options: readonly string[], settings: Readonly<Record<string, string>>) => {
  const child = starting(options, settings)
  let [printed, log] = ['', '']
  child.stderr.on('data', part => {
    log += part
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`ended with ${code}:\n${log}`)))
    child.stdout.on('data', part => {
      printed += part
      const [, found] = /answers at (http:\S+);/.exec(printed) ?? []
      if (found !== undefined) resolve(found)
    })
  })
  child.removeAllListeners('exit')
  return { child, url, logged: () => log }
}
