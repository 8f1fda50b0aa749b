import type { RequestHandler, Response } from 'express'

/** The headers of every answer. An answer may be about a child, so nobody may store it. */
export const everyAnswer = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

const everyHeader = Object.entries(everyAnswer).flat()

/** A response with the notes of its request, as Express has it. */
interface Noting {
  readonly locals: Record<string, unknown>
}

/**
 * Names and values by turns: the head of the answer so far, which is written in one go. Headers set one by one cost Node far
 * more.
 */
export const headOf = ({ locals }: Noting): string[] => {
  const head = (locals.head as string[] | undefined) ?? [...everyHeader]
  locals.head = head
  return head
}

/** Adds a header to those that the answer will have. What it varies by stands in one. */
export const noteHeader = (response: Noting, name: string, value: string): void => {
  const head = headOf(response)
  const at = name === 'Vary' ? head.indexOf(name) : -1
  if (at < 0) head.push(name, value)
  else head[at + 1] += `, ${value}`
}

/** In the place of one that every answer has. */
export const replaceHeader = (response: Noting, name: keyof typeof everyAnswer, value: string): void => {
  const head = headOf(response)
  head[head.indexOf(name) + 1] = value
}

/** For what does not answer by `send`: pages of files, and streams. */
export const setHead = (response: Response): void => {
  const head = headOf(response)
  for (let i = 0; i < head.length; i += 2) response.setHeader(head[i]!, head[i + 1]!)
}

/** Sets the headers that were noted so far on the answer of Node, before anything is written. */
export const settingHead: RequestHandler = (_request, response, next) => {
  setHead(response)
  next()
}
