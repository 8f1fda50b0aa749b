import { type Issue, issueLine } from '@virtual-school/rules'
import { type ExitCode, exitCodes } from './exit.ts'
import { oneLine } from './layout.ts'
import { printJson, remark, type Terminal } from './terminal.ts'

/** Says every issue, as data on stdout or a line each on stderr, and ends with the code for refused input. */
export const refuse = async (terminal: Terminal, issues: readonly Issue[], format: string): Promise<ExitCode> => {
  if (format === 'json') await printJson(terminal, { issues })
  else await remark(terminal, issues.map(issue => oneLine(issueLine(issue))).join('\n'))
  return exitCodes.refused
}
