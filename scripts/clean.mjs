import { rmSync } from 'node:fs'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { compiled, inCheckout } from './places.mjs'

/** Removes what was built, so that nothing is left of a source that is gone. */
export const clean = () => {
  for (const place of compiled) {
    rmSync(inCheckout(`${place}/dist`), { recursive: true, force: true })
    rmSync(inCheckout(`${place}/tsconfig.tsbuildinfo`), { force: true })
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) clean()
