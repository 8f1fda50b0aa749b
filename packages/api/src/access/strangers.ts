import type { IncomingMessage } from 'node:http'
import type { ProblemSlug } from '../problems.ts'
import { namesThisMachine } from './loopback.ts'

type Asked = Pick<IncomingMessage, 'url' | 'httpVersion' | 'headers' | 'rawHeaders'>

/** What proxies add to a request that they hand on. No browser and no ordinary client sends any of them. */
const proxyHeaders =
  /^(?:x-forwarded|x-original-|x-envoy-|x-arr-|x-azure-|x-amz-cf-|x-amzn-|cf-|x-client-ip$|x-cluster-client-ip$|x-real-ip$|x-remote-|x-proxy|x-host$|x-url-scheme$|x-scheme$|x-ssl-|x-varnish$|x-rewrite-url$|x-appengine-|fly-|fastly-|tailscale-|forwarded|via$|true-client-ip$|client-ip$|proxy-client-ip$|wl-proxy-|front-end-https$|cdn-loop$|remote-addr$)/

const hasProxyHeader = (headers: Asked['headers']): boolean => {
  for (const name in headers) if (proxyHeaders.test(name)) return true
  return false
}

/** Every Host header that was sent (Node keeps the first alone), and the authority of a target that is a whole address. */
const authoritiesOf = ({ url = '', rawHeaders }: Asked): readonly string[] => {
  const hosts = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'host')
  const [, ofTarget] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url) ?? []
  return ofTarget === undefined ? hosts : [...hosts, ofTarget]
}

/**
 * Why a service that asks nobody for a key (ACCESS=open) does not answer a request; undefined: nothing speaks against it.
 * A proxy that does not name itself is known by HTTP/1.0, which is what nginx speaks to the server behind it by default.
 */
export const strangerIn = (request: Asked): ProblemSlug | undefined => {
  const authorities = authoritiesOf(request)
  if (authorities.length === 0 || !authorities.every(namesThisMachine)) return 'not-this-host'
  if (request.httpVersion === '1.0' || hasProxyHeader(request.headers)) return 'not-through-a-proxy'
  return undefined
}
