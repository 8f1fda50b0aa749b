import type { IncomingMessage } from 'node:http'
import { isIPv4 } from 'node:net'
import type { ProblemSlug } from '../http/problems.ts'

/**
 * The network by which failed attempts are counted. A household or an office has a whole /64 of IPv6, so that counts as one; an
 * IPv4 address, even if it is written as IPv6, counts alone.
 */
export const networkPrefix = (address: string | undefined): string => {
  if (address === undefined || !address.includes(':') || address.includes('.')) return address ?? 'unknown'
  const [before = '', after] = address.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}

const isLoopbackIPv4 = (text: string): boolean => isIPv4(text) && text.startsWith('127.')

/** Whether an address to listen on can be reached from this machine alone: `localhost`, 127.0.0.0/8 or `::1`. */
export const isLoopback = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || isLoopbackIPv4(host) || host === '::1'

/**
 * Whether the authority of a request (its Host header) names this machine: `localhost`, an address of 127.0.0.0/8 or
 * `[::1]`, with any port. A name that its owner points at 127.0.0.1 (DNS rebinding) is none of these.
 */
const namesThisMachine = (authority: string): boolean => {
  const host = authority.replace(/:\d*$/, '').toLowerCase()
  return host === 'localhost' || host === '[::1]' || isLoopbackIPv4(host)
}

type FromBrowser = Pick<IncomingMessage, 'method' | 'headers'>

/** What Sec-Fetch-Site says of a request by the service’s own pages. Any other value means another site. */
const ownSites = new Set(['same-origin', 'none'])

/** Whether the address of a page (Origin or Referer) has the host of this request, and one of these schemes. */
const isOwn = (address: string, { host = '' }: FromBrowser['headers'], schemes: readonly string[]): boolean => {
  if (!URL.canParse(address)) return false
  const page = new URL(address)
  const asked = `${page.protocol}//${host}`
  return schemes.includes(page.protocol) && URL.canParse(asked) && page.host === new URL(asked).host
}

/** Whether a person followed a link or typed the address: the answer is a new page, which no other page can read. */
const isNavigation = ({ method, headers }: FromBrowser): boolean =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'

/** Whether a page of another site makes this request, by headers that a browser sends and no page can change. */
const isMadeElsewhere = ({ headers }: FromBrowser, isOpen: boolean): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined && !ownSites.has(String(site))) return true
  // A proxy in front may have changed Host, and ends TLS, so Sec-Fetch-Site is more reliable.
  if (!isOpen)
    return site === undefined && headers.origin !== undefined && !isOwn(headers.origin, headers, ['http:', 'https:'])
  // Older browsers send neither Sec-Fetch-Site nor, with GET, Origin.
  return [headers.origin, headers.referer].some(address => address !== undefined && !isOwn(address, headers, ['http:']))
}

/**
 * Whether a page of another site made a browser send this, so that a route that is not public must not answer. If keys are
 * needed, following a link is allowed: it brings no key, and the answer is for the person who followed it. If none are
 * (`isOpen`), another site could fill the log with readings in that way.
 */
export const isFromAnotherSite = (request: FromBrowser, isOpen: boolean): boolean =>
  isMadeElsewhere(request, isOpen) && (isOpen || !isNavigation(request))

/**
 * Whether a page of another site sent a form. Our own pages send no referrer, so a browser says “null” for where their forms come
 * from; what is not said by Sec-Fetch-Site is then left to the sealed text that only our own forms have.
 */
export const isFormFromAnotherSite = ({ headers }: FromBrowser): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return !ownSites.has(String(site))
  const { origin } = headers
  return origin !== undefined && origin !== 'null' && !isOwn(origin, headers, ['http:', 'https:'])
}

type Addressed = Pick<IncomingMessage, 'url' | 'httpVersion' | 'headers' | 'rawHeaders'>

/** The headers that proxies add to a request. No browser and no ordinary client sends any of them. */
const proxyHeaders =
  /^(?:x-forwarded|x-original-|x-envoy-|x-arr-|x-azure-|x-amz-cf-|x-amzn-|cf-|x-client-ip$|x-cluster-client-ip$|x-real-ip$|x-remote-|x-proxy|x-host$|x-url-scheme$|x-scheme$|x-ssl-|x-varnish$|x-rewrite-url$|x-appengine-|fly-|fastly-|tailscale-|forwarded|via$|true-client-ip$|client-ip$|proxy-client-ip$|wl-proxy-|front-end-https$|cdn-loop$|remote-addr$)/

const hasProxyHeader = (headers: Addressed['headers']): boolean => {
  for (const name in headers) if (proxyHeaders.test(name)) return true
  return false
}

/** Every Host header that was sent (Node keeps only the first), and the authority of a target that is a whole address. */
const authoritiesOf = ({ url = '', rawHeaders }: Addressed): readonly string[] => {
  const hosts = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'host')
  const [, ofTarget] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url) ?? []
  return ofTarget === undefined ? hosts : [...hosts, ofTarget]
}

/**
 * Why a service that needs no key (ACCESS=open) does not answer a request: it is not for this machine, or came through a proxy.
 * Undefined: it may answer. A proxy that does not name itself shows by HTTP/1.0, which nginx speaks by default to servers
 * behind it.
 */
export const findStranger = (request: Addressed): ProblemSlug | undefined => {
  const authorities = authoritiesOf(request)
  if (authorities.length === 0 || !authorities.every(namesThisMachine)) return 'not-this-host'
  if (request.httpVersion === '1.0' || hasProxyHeader(request.headers)) return 'not-through-a-proxy'
  return undefined
}
