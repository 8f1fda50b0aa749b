import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Tells a caller who waits for it (Expect: 100-continue) to send the body. Called once nothing in the header speaks against it, so
 * that a request that is refused anyway is refused before it is sent (RFC 9110, section 10.1.1).
 */
export const sayContinue = ({ headers }: IncomingMessage, response: ServerResponse): void => {
  if (headers.expect !== undefined) response.writeContinue()
}
