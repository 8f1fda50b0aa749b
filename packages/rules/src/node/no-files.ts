import type { Rulebook } from '../compile/rulebook.ts'
import { type Checked, refused } from '../kernel/issue.ts'

const refuse = (file: string, message: string): Checked<never> =>
  refused([{ code: 'unreadable', pointer: '', file, message }])

/** Without a disk the published rules, and rules handed over with `readRules`, are all there is. */
export const readDirectoryRules = async (directory: string | URL): Promise<Checked<Rulebook>> =>
  refuse(String(directory), 'There is no disk here. Read the files yourself and hand them to readRules.')

/** Of the published rules a page carries what it needs to decide, compiled. Their scenarios are three times as much. */
export const readPublishedRules = async (): Promise<Checked<Rulebook>> =>
  refuse(
    'scenarios',
    'A page carries the published rules without their scenarios. Load them whole where there is a disk.',
  )

/** They lie where there is a disk to write them to. */
export const readPublishedFiles = async (): Promise<Checked<never>> =>
  refuse('rules', 'A page carries the published rules compiled, without their files.')
