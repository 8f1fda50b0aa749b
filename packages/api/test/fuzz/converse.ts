import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Attack } from './attacks.ts'

/** What came back before the connection closed, if it did. */
export interface Heard {
  readonly bytes: Buffer
  readonly isClosed: boolean
}

const turnMilliseconds = 50

/** So many turns of the event loop: on a machine that stands still for a while, that while counts as one turn. */
const patience = async (turnsCount: number, isOver: () => boolean): Promise<void> => {
  for (let turn = 0; turn < turnsCount && !isOver(); turn += 1) await setTimeout(turnMilliseconds)
}

/** Sends an attack down a connection of its own, and waits so many turns for the answer. */
export const converse = async (
  port: number,
  { pieces, owed, isAborted }: Attack,
  turnsCount: number,
): Promise<Heard> => {
  const heard: Buffer[] = []
  let isClosed = false
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  socket.on('data', (piece: Buffer) => heard.push(piece))
  socket.on('error', () => {})
  const closed = new Promise<void>(resolve => {
    socket.once('end', () => socket.end())
    socket.once('close', () => {
      isClosed = true
      resolve()
    })
  })
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) await setTimeout(i % 3)
    if (socket.writable) socket.write(piece)
  }
  if (isAborted) await setTimeout(pieces.length % 3).then(() => socket.resetAndDestroy())
  else if (owed === undefined) socket.end()
  await Promise.race([closed, patience(turnsCount, () => isClosed)])
  const result = { bytes: Buffer.concat(heard), isClosed }
  socket.destroy()
  return result
}
