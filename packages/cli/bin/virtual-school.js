#!/usr/bin/env node
// A file of its own, so that npm can link the command in a checkout where nothing is built yet.
import { existsSync } from 'node:fs'

const program = new URL('../dist/main.js', import.meta.url)
if (existsSync(program)) await import(program.href)
else {
  process.stderr.write('virtual-school is not built yet. Run “npm run build” once, then this again.\n')
  process.exitCode = 1
}
