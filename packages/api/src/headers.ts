import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Set on every answer; a fixed set costs next to nothing. What is answered may be about a child, so nobody keeps it. */
export const everyAnswer = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

const everyHeader = Object.entries(everyAnswer)

export const staticHeaders: RequestHandler = (_request, response, next) => {
  for (const [name, value] of everyHeader) response.setHeader(name, value)
  next()
}

/**
 * For the pages of /docs, which run scripts: their own and no others. Inline styles are how swagger-ui draws itself.
 * Whether there is TLS is for the proxy in front to say, hence no upgrade and no HSTS.
 */
export const pageHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
})
