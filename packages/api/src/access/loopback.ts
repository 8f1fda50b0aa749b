import { isIPv4 } from 'node:net'

const isLoopbackIPv4 = (text: string): boolean => isIPv4(text) && text.startsWith('127.')

/** Whether an address to listen on can be reached from this machine alone: `localhost`, 127.0.0.0/8 or `::1`. */
export const isLoopback = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || isLoopbackIPv4(host) || host === '::1'

/**
 * Whether the authority of a request (its Host header) names this machine: `localhost`, an address of 127.0.0.0/8 or
 * `[::1]`, with any port. A name that its owner points at 127.0.0.1 (DNS rebinding) is none of these.
 */
export const namesThisMachine = (authority: string): boolean => {
  const host = authority.replace(/:\d*$/, '').toLowerCase()
  return host === 'localhost' || host === '[::1]' || isLoopbackIPv4(host)
}
