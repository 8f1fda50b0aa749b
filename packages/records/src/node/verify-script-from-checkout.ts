import { bundleVerifyScript } from './bundle-verify-script.ts'

let bundled: Promise<string> | undefined

/** In a checkout the script of `verify.html` is made when it is first wanted; a package carries it as `verify-script.js`, made when it is built. */
export const readVerifyScript = (): Promise<string> => {
  bundled ??= bundleVerifyScript(true)
  return bundled
}
