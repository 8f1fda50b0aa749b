import { spawnSync } from 'node:child_process'
import { argv, env, execPath } from 'node:process'
import { build } from './build.mjs'
import { inCheckout } from './places.mjs'

// From a bare checkout to one decision, explained, and the service: what a newcomer runs first.
await build()

const command = inCheckout('packages/cli/dist/main.js')
const facts = `@${inCheckout('docs/examples/luton-looked-after.json')}`
const decide = ['decide', 'reduced-timetable', '--authority', 'luton', '--facts', facts]
spawnSync(execPath, [command, ...decide], { stdio: 'inherit' })

// Without keys, for whoever tries it out here: the service says so, and answers this machine alone.
if (!env.ACCESS) env.ACCESS = 'open'

// In this very process, so that what stops it stops the service: `npm start -- --port 8080` hands its options on.
argv.splice(1, 1, command, 'serve')
await import('../packages/cli/dist/main.js')
