import { randomBytes } from 'node:crypto'
import { builtProgram, createWhyNot, holdInThread } from '@virtual-school/pages'
import { checkRules } from '@virtual-school/rules'
import type { PagesSettings } from '../config/settings.ts'
import type { ServiceParts } from '../service.ts'
import { pageHandlers } from './handlers.ts'
import { readTheme } from './theme.ts'

/** The pages that the settings describe. Rejects, with issues, if the theme cannot be used. */
export const openPages = async (
  { themeFile, secret, isPublic }: PagesSettings,
  rulesDirectory: string | undefined,
): Promise<ServiceParts['pages']> => {
  const program = builtProgram()
  return pageHandlers({
    ...(await readTheme(themeFile)),
    secret: secret === undefined ? randomBytes(32) : Buffer.from(secret, 'hex'),
    isPublic,
    whyNot: program === undefined ? undefined : createWhyNot(program),
    holdInterview: holdInThread(),
    readWhole: () => checkRules(rulesDirectory, { whole: true }),
  })
}
