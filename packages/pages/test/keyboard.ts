import type { Page } from 'playwright-core'
import { createDice } from './dice.ts'
import { rules, stateOf } from './support.ts'

const mostTabs = 200

/** Presses Tab until what is wanted has the focus, as somebody does who has no mouse. */
export const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let i = 0; i < mostTabs; i += 1) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`No Tab led to ${selector} on ${await page.title()}.`)
}

/** Chooses one of a group of radios by the arrows. */
const choose = async (page: Page, name: string, place: number): Promise<void> => {
  await tabTo(page, `input[name="${name}"]`)
  await page.keyboard.press('Space')
  for (let i = 0; i < place; i += 1) await page.keyboard.press('ArrowDown')
}

/** Presses what has the focus, and waits for the page that comes. */
const press = async (page: Page, selector: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> => {
  await tabTo(page, selector)
  const loaded = page.waitForEvent('load')
  await page.keyboard.press(key)
  await loaded
}

const next = 'button[name="do"][value="next"]'

/** An interview by keyboard alone, to its answer. Facts of which a date or number is wanted are not known. */
export const askByKeyboard = async (page: Page, url: string, decision: string, council: string): Promise<void> => {
  const dice = createDice(`${decision} ${council}`)
  await page.goto(`${url}/ask/${decision}`)
  const place = await page
    .locator('input[name="council"]')
    .evaluateAll((all, wanted) => all.findIndex(one => (one as HTMLInputElement).value === wanted), council)
  await choose(page, 'council', place)
  await press(page, 'main form button')
  for (let i = 0; i < 60 && (await page.locator(next).count()) > 0; i += 1) {
    const fact = rules.rulebook.factsByName.get(stateOf(await page.content()).fact!)!
    if (fact.type === 'boolean' || fact.type === 'enum')
      await choose(page, 'value', dice((fact.values?.length ?? 2) + 1))
    else {
      await tabTo(page, 'input[name="known"]')
      await page.keyboard.press('Space')
    }
    await press(page, next)
    // A reply that does not fit beside the rest is said, and its question stays.
    if ((await page.locator('.govuk-error-summary').count()) > 0) await press(page, 'button[value="skip"]')
  }
}
