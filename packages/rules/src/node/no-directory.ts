import { type Checked, refused } from '../kernel/issue.ts'
import type { RuleDirectory } from './directory.ts'

/** Without a disk the published rules, and rules handed over with `readRules`, are all there is. */
export const readDirectory = async (directory: string | URL): Promise<Checked<RuleDirectory>> =>
  refused([
    {
      code: 'unreadable',
      pointer: '',
      file: String(directory),
      message: 'There is no disk here. Read the files yourself and hand them to readRules.',
    },
  ])
