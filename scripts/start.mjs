import { spawnSync } from 'node:child_process'
import { argv, env, execPath } from 'node:process'
import { stateOfInstallation } from './installed.mjs'
import { inCheckout } from './places.mjs'

// From a bare checkout to one decision, explained, and the service: what a newcomer runs first. Until packages are installed only
// Node’s own modules are there, so what needs others is imported later. What is done is said on stderr.

const install = () => {
  console.error(
    'node_modules is not there: installing what package-lock.json names, by “npm ci”. That takes some minutes.',
  )
  const options = { cwd: inCheckout('.'), stdio: /** @type {const} */ ('inherit') }
  // npm names itself to what it runs; without it, the npm of the path, which on Windows is a script.
  const { status } = env.npm_execpath
    ? spawnSync(execPath, [env.npm_execpath, 'ci'], options)
    : spawnSync('npm', ['ci'], { ...options, shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

const state = stateOfInstallation()
if (state === 'absent') install()
if (state === 'stale')
  console.error('node_modules is not what package-lock.json says. If what follows fails, run “npm ci”.')

const { build } = await import('./build.mjs')
await build(console.error)

const command = inCheckout('packages/cli/dist/main.js')
const facts = `@${inCheckout('docs/examples/luton-looked-after.json')}`
const decide = ['decide', 'reduced-timetable', '--authority', 'luton', '--facts', facts]
spawnSync(execPath, [command, ...decide], { stdio: 'inherit' })

// Without keys, for those who try it out here: the service says so, and answers this machine alone.
if (!env.ACCESS) env.ACCESS = 'open'

// In this very process, so that what stops it stops the service: `npm start -- --port 8080` hands its options on.
argv.splice(1, 1, command, 'serve')
await import('../packages/cli/dist/main.js')
