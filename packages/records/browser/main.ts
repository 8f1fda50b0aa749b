import './without-eval.ts'
import type { VerifyData } from '../src/export/verify-page.ts'
import type { Check } from './check.ts'
import { checkFinding, rulesHeld } from './check-finding.ts'
import { checkReceipt } from './check-receipt.ts'

const words: Readonly<Record<Check['outcome'], string>> = {
  passed: '✓ Passed',
  failed: '✗ FAILED',
  'not-tried': '– Not tried',
}

const element = (name: string, text: string): HTMLElement => {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

const place = (id: string): HTMLElement => document.getElementById(id) as HTMLElement

const show = (into: string, title: string, checks: readonly Check[]): void => {
  const item = element('li', '')
  item.append(element('strong', title))
  const list = element('ul', '')
  for (const { outcome, text } of checks) {
    const line = element('li', `${words[outcome]}: ${text}`)
    line.className = outcome
    list.append(line)
  }
  item.append(list)
  place(into).append(item)
}

const checkAll = async (data: VerifyData): Promise<readonly Check[]> => {
  const all: Check[] = []
  const rulesOf = rulesHeld(data)
  for (const finding of data.findings) {
    const checks = [...(await checkReceipt(finding.receipt, data.verifierKey)), ...checkFinding(finding, rulesOf)]
    show('findings', `Finding ${finding.number}: ${finding.question} (${finding.when})`, checks)
    all.push(...checks)
  }
  for (const { what, receipt } of data.events) {
    const checks = await checkReceipt(receipt, data.verifierKey)
    show('events', what, checks)
    all.push(...checks)
  }
  return all
}

const summaryOf = (checks: readonly Check[]): string => {
  const having = (outcome: Check['outcome']) => checks.filter(one => one.outcome === outcome).length
  const [bad, open] = [having('failed'), having('not-tried')]
  if (bad > 0) return `${bad} of ${checks.length} checks FAILED. Do not rely on this copy until you know why.`
  if (open > 0) return `No check failed. ${open} of ${checks.length} could not be tried; below it says why.`
  return `All ${checks.length} checks passed.`
}

const run = async (): Promise<void> => {
  const outcome = place('outcome')
  try {
    if (globalThis.crypto?.subtle === undefined)
      throw new Error(
        'This browser has no cryptography for this page. Open the file from your own disk, in a newer browser',
      )
    outcome.textContent = summaryOf(await checkAll(JSON.parse(place('data').textContent ?? '') as VerifyData))
  } catch (error) {
    outcome.textContent = `The checks could not be done, so nothing is shown to be right. ${error instanceof Error ? error.message : String(error)}.`
  }
  outcome.dataset.done = 'yes'
}

void run()
