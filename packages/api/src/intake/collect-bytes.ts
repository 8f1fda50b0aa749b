import type { RequestHandler } from 'express'
import { problem } from '../problem.ts'
import { send } from '../reply.ts'
import { sayContinue } from './say-continue.ts'

/**
 * Collects the bytes of a body, as they are, up to a limit, into `request.body`. Done by hand, since every decision passes
 * here and a parser for any kind of body costs more than the decision does. One who hangs up is not waited for, nor answered.
 */
export const collectBytes =
  (limitBytes: number): RequestHandler =>
  (request, response, next) => {
    const pieces: Buffer[] = []
    let bytes = 0
    let isRefused = false
    const refuse = () => {
      isRefused = true
      pieces.length = 0
      send(response, problem('body-too-large'))
    }
    request.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (isRefused) return
      if (bytes > limitBytes) refuse()
      else pieces.push(piece)
    })
    request.on('end', () => {
      if (isRefused) return
      request.body = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)
      next()
    })
    if (Number(request.headers['content-length']) > limitBytes) refuse()
    else sayContinue(request, response)
  }
