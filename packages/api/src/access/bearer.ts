const scheme = 'bearer '

/** The token of an Authorization header of the scheme Bearer. */
export const bearerToken = (authorization: string): string | undefined => {
  if (authorization.slice(0, scheme.length).toLowerCase() !== scheme) return undefined
  const token = authorization.slice(scheme.length).trim()
  return token === '' ? undefined : token
}
