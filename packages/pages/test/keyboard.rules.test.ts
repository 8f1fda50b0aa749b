import { afterAll, describe, expect, it } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { closeBrowser, hasBrowser, opened } from './browser.ts'
import { askByKeyboard } from './keyboard.ts'
import { servingPages, somePairs, stateOf, today } from './support.ts'

afterAll(closeBrowser)

describe.skipIf(!hasBrowser).each([true, false])('by keyboard alone, JavaScript being there: %s', javaScriptEnabled => {
  it.each(somePairs(sizeOf('KEYBOARD_PAIRS')))(
    '%s by the rules of %s ends with the bytes that decide gives',
    async (decision, council) => {
      const { url, decided, decide } = await servingPages()
      const page = await opened({ javaScriptEnabled })
      await askByKeyboard(page, url, decision, council)
      const { said } = stateOf(await page.content())
      const facts = Object.fromEntries(
        said.flatMap(({ fact, reply }) =>
          reply.kind === 'skip' ? [] : [[fact, reply.kind === 'answer' ? reply.value : null]],
        ),
      )
      expect(await page.locator('.vsr-answer').count()).toBe(1)
      expect(JSON.stringify(decided.at(-1))).toBe(await decide({ decision, authority: council, asOf: today, facts }))
      await page.context().close()
    },
  )
})
