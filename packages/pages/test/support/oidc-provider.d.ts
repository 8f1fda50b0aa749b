/** As much of it as the tests use. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  export const Provider: new (
    issuer: string,
    configuration: Readonly<Record<string, unknown>>,
  ) => { readonly callback: () => RequestListener }
}
