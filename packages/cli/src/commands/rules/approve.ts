import type { Issue } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted } from '@virtual-school/rules/internal'
import { openRules } from '../../rules/open-rules.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, type Terminal } from '../../terminal/terminal.ts'

/** What `rules approve` takes. */
export interface ApproveOptions {
  readonly data?: string
  readonly actor?: string
  readonly approver?: string
  readonly format: string
  readonly rules?: string
}

const otherDigest = ({ version, digest }: Rules, wanted: string): readonly Issue[] =>
  digest === wanted
    ? []
    : [
        {
          code: 'unknown-name',
          pointer: '/digest',
          message: `These are the rules ${version}, whose digest is ${digest}. Give that, once you have seen that they are those that were approved.`,
        },
      ]

/** `rules approve DIGEST`: records that two people approved the rules of a directory, or those published with this command. */
export const approve = async (
  digest: string | undefined,
  options: ApproveOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const rules = await openRules(options.rules, terminal)
  if (!rules.ok) return refuse(terminal, rules.issues, options.format)
  const other = otherDigest(rules.value, digest ?? '')
  if (other.length > 0) return refuse(terminal, other, options.format)
  const { approveRules } = await import('@virtual-school/records')
  const { identifyActor, withRecords } = await import('../../records/with-records.ts')
  return withRecords(options, terminal, async records => {
    const kept = await approveRules(records, rules.value, { by: identifyActor(options), approver: options.approver })
    if (!kept.ok) return kept
    const { version } = rules.value
    if (options.format === 'json') await printJson(terminal, { id: kept.value.id, version, digest })
    else await print(terminal, `Approved: the rules ${version} (${digest}). A service may take them into use now.`)
    return accepted(exitCodes.done)
  })
}
