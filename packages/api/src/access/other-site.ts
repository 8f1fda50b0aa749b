import type { IncomingMessage } from 'node:http'

type Asked = Pick<IncomingMessage, 'method' | 'headers'>

/** What a browser says of where a request comes from (Fetch Metadata). Any other word is taken for another site. */
const ownSites = new Set(['same-origin', 'none'])

/** Whether an address of a page, by its Origin or Referer, is at the host that was asked for, by one of these schemes. */
const isOwn = (address: string, { host = '' }: Asked['headers'], schemes: readonly string[]): boolean => {
  if (!URL.canParse(address)) return false
  const page = new URL(address)
  const asked = `${page.protocol}//${host}`
  return schemes.includes(page.protocol) && URL.canParse(asked) && page.host === new URL(asked).host
}

/** Somebody follows a link, or types the address: the answer is a page of its own, which no other page can look into. */
const isNavigation = ({ method, headers }: Asked): boolean =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'

/** By the headers that a browser sends and no page can change: does a page of another site make this request? */
const isMadeElsewhere = ({ headers }: Asked, isOpen: boolean): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined && !ownSites.has(String(site))) return true
  // A proxy in front may have changed Host, and does TLS: there the browser’s own word is the better one.
  if (!isOpen)
    return site === undefined && headers.origin !== undefined && !isOwn(headers.origin, headers, ['http:', 'https:'])
  // Older browsers send neither Sec-Fetch-Site nor, with GET, Origin.
  return [headers.origin, headers.referer].some(address => address !== undefined && !isOwn(address, headers, ['http:']))
}

/**
 * Whether a page of another site made a browser send this, so that a route that is not public must not answer. Where keys
 * are asked for, following a link is let through: it brings no key, and the answer is for the person who followed it. Where
 * none are (`isOpen`), another site could fill the log with readings by it.
 */
export const isFromAnotherSite = (request: Asked, isOpen: boolean): boolean =>
  isMadeElsewhere(request, isOpen) && (isOpen || !isNavigation(request))
