/** What a browser sends when a page makes it send something: the method, the headers that no page can change, and the body’s type. */
export interface BrowserRequest {
  readonly method: 'GET' | 'POST' | 'OPTIONS'
  readonly headers: Readonly<Record<string, string>>
  /** Whether the page may choose the body. */
  readonly hasBody?: boolean
}

type Sites = 'cross-site' | 'same-site'

const metadata = (site: Sites, mode: string, dest: string) => ({
  'Sec-Fetch-Site': site,
  'Sec-Fetch-Mode': mode,
  'Sec-Fetch-Dest': dest,
})

const get = (headers: Record<string, string>): BrowserRequest => ({ method: 'GET', headers })
const post = (type: string, headers: Record<string, string>): BrowserRequest => ({
  method: 'POST',
  headers: { ...headers, 'Content-Type': type },
  hasBody: true,
})

const formTypes = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'] as const

/** Of a browser of today, for a page at `origin`, seen from the service as another site or as the same site on another port. */
const today = (origin: string, site: Sites): Readonly<Record<string, BrowserRequest>> => {
  const of = (mode: string, dest: string) => metadata(site, mode, dest)
  const from = { Origin: origin }
  const preflight = {
    ...of('cors', 'empty'),
    ...from,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type,authorization',
    'Access-Control-Request-Private-Network': 'true',
  }
  return {
    img: get({ ...of('no-cors', 'image'), Referer: `${origin}/` }),
    'img without a referrer': get(of('no-cors', 'image')),
    script: get(of('no-cors', 'script')),
    style: get(of('no-cors', 'style')),
    video: get({ ...of('no-cors', 'video'), Range: 'bytes=0-' }),
    'module script': get({ ...of('cors', 'script'), ...from }),
    font: get({ ...of('cors', 'font'), ...from }),
    object: get(of('navigate', 'object')),
    iframe: get(of('navigate', 'iframe')),
    'iframe in a sandbox': get({ ...of('navigate', 'iframe'), Origin: 'null' }),
    prefetch: get({ ...of('no-cors', 'empty'), 'Sec-Purpose': 'prefetch' }),
    'fetch, no-cors': get(of('no-cors', 'empty')),
    'fetch, cors': get({ ...of('cors', 'empty'), ...from }),
    EventSource: get({ ...of('cors', 'empty'), ...from, Accept: 'text/event-stream' }),
    WebSocket: get({
      ...of('websocket', 'websocket'),
      ...from,
      ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    }),
    'a link that is followed': get({ ...of('navigate', 'document'), 'Sec-Fetch-User': '?1' }),
    'window.open': get(of('navigate', 'document')),
    'a form with GET': get({ ...of('navigate', 'document'), Origin: origin }),
    preflight: { method: 'OPTIONS', headers: preflight },
    'fetch with JSON, as if the preflight had been passed': post('application/json', {
      ...of('cors', 'empty'),
      ...from,
    }),
    sendBeacon: post('text/plain;charset=UTF-8', { ...of('no-cors', 'empty'), ...from }),
    'a report of CSP': post('application/csp-report', { ...of('no-cors', 'report'), ...from }),
    'a ping': post('text/ping', { ...of('no-cors', 'empty'), ...from, 'Ping-From': origin, 'Ping-To': origin }),
    ...Object.fromEntries(
      formTypes.flatMap(type => [
        [`a form of ${type}`, post(type, { ...of('navigate', 'document'), ...from })],
        [`a form of ${type} from a file`, post(type, { ...of('navigate', 'document'), Origin: 'null' })],
        [`fetch of ${type}, no-cors`, post(type, { ...of('no-cors', 'empty'), ...from })],
      ]),
    ),
  }
}

/** Of a browser that knows nothing of Fetch Metadata: Origin with what writes, Referer with the rest. */
const ofOld = (origin: string): Readonly<Record<string, BrowserRequest>> => ({
  'an old browser’s img': get({ Referer: `${origin}/page` }),
  'an old browser’s fetch, cors': get({ Origin: origin }),
  'an old browser’s form': post('text/plain', { Origin: origin, Referer: `${origin}/` }),
  'an old browser’s form without a referrer': post('application/json', { Origin: 'null' }),
  'an old browser’s WebSocket': get({ Origin: origin, Connection: 'Upgrade', Upgrade: 'websocket' }),
})

const another = 'http://evil.example'
const anotherPort = 'http://localhost:8080'

/** Every way in which a page of another site makes a browser send something, by name. */
export const fromOtherSites: Readonly<Record<string, BrowserRequest>> = {
  ...today(another, 'cross-site'),
  ...Object.fromEntries(
    Object.entries(today(anotherPort, 'same-site')).map(([name, request]) => [`${name}, from another port`, request]),
  ),
  ...ofOld(another),
}

/** The same where the page’s own name was made to lead to this machine (DNS rebinding): to the browser it is one site. */
export const byRebinding = (port: number): Readonly<Record<string, BrowserRequest>> => {
  const [host, origin] = [`evil.example:${port}`, `http://evil.example:${port}`]
  const own = { Host: host, 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }
  return {
    fetch: get(own),
    'fetch without metadata': get({ Host: host, Referer: `${origin}/` }),
    'fetch with JSON': post('application/json', { ...own, Origin: origin }),
    'the address typed': get({ Host: host, 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' }),
    'a name that ends like ours': get({ ...own, Host: `localhost.evil.example:${port}` }),
  }
}
