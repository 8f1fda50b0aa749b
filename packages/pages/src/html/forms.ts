/** How much a form may hold. The longest that a page makes is a tenth of it. */
export const formBytes = 64 * 1024

/** What was sent by a form, by the names of its fields. */
export interface Form {
  /** The first value of a field without what stands around it; empty if it was not sent. */
  readonly get: (name: string) => string
  readonly has: (name: string) => boolean
  /** All fields with their values, in their order. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** A form of the bytes that a browser sends (application/x-www-form-urlencoded). */
export const readForm = (bytes: Uint8Array | undefined): Form =>
  formOf(bytes === undefined ? '' : Buffer.from(bytes).toString('utf8'))

/** What stands behind the “?” of an address, read as a form is. */
export const queryForm = (address: string): Form => {
  const at = address.indexOf('?')
  return formOf(at < 0 ? '' : address.slice(at))
}

const formOf = (text: string): Form => {
  const fields = new URLSearchParams(text)
  return { get: name => (fields.get(name) ?? '').trim(), has: name => fields.has(name), fields: [...fields] }
}
