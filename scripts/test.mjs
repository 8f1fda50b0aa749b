import { spawn } from 'node:child_process'
import { argv, execPath } from 'node:process'
import { stateOfInstallation } from './installed.mjs'
import { inCheckout } from './places.mjs'

// `npm test`: vitest with the arguments given, if what it needs is installed. Without, it would fail in ways that say nothing.

if (stateOfInstallation() === 'current') {
  const vitest = inCheckout('node_modules/vitest/vitest.mjs')
  const child = spawn(execPath, [vitest, 'run', ...argv.slice(2)], { cwd: inCheckout('.'), stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  child.on('exit', code => {
    process.exitCode = code ?? 1
  })
} else {
  console.error('Run “npm ci” first: node_modules is not there, or not what package-lock.json says.')
  process.exitCode = 1
}
