import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { env, execPath } from 'node:process'

/** @typedef {{ program: string, environment: Readonly<Record<string, string>> }} Place */

const commandPath = (/** @type {string} */ program) => join(program, 'packages/cli/bin/virtual-school.js')

/** Runs the command of a program to its end, and gives what it printed. @param {Place} place @param {readonly string[]} args */
export const command = ({ program, environment }, args) =>
  execFileSync(execPath, [commandPath(program), ...args], { env: { ...env, ...environment }, encoding: 'utf8' })

/**
 * Starts the service of a program on a port of its own, and gives its address and how to stop it.
 * @param {Place} place
 */
export const serving = async ({ program, environment }) => {
  const child = spawn(execPath, [commandPath(program), 'serve', '--port', '0'], {
    env: { ...env, STOP_NOTICE_MS: '1', OVERLOAD_DELAY_MS: '10000', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [printed, logged] = ['', '']
  child.stderr.on('data', part => {
    logged += part
  })
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`The service ended with ${code}:\n${logged}`)))
    child.stdout.on('data', part => {
      printed += part
      const found = /answers at (http:\S+);/.exec(printed)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  child.removeAllListeners('exit')
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const [code] = await ended
    if (code !== 0) throw new Error(`The service ended with ${code}:\n${logged}`)
  }
  return { url, stop, kill: () => child.kill('SIGKILL') }
}

/**
 * Asks a service, and gives what it answers. Throws if it does not answer 200.
 * @param {string} url
 * @param {{ key: string, body?: unknown }} asked
 */
export const ask = async (url, { key, body }) => {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'x-actor': 'staff-4711' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text}`)
  return text
}
