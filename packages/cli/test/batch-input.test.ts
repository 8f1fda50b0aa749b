import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openInput } from '../src/requests/input.ts'
import type { Terminal } from '../src/terminal/terminal.ts'

it('a file that is not there is unreadable whenever it is read, and never ends the process', async () => {
  const { lines, state } = await openInput('no-such-file.csv', {} as Terminal)
  // Long enough for the file’s absence to be noticed before anybody reads.
  await pause(100)
  expect(await lines.next()).toMatchObject({ done: true })
  expect(state.isUnreadable).toBe(true)
})
