import type { Rulebook } from '@virtual-school/rules'

/** What the rules call a requirement, item or deadline that a change names, as “requirement: the parent agrees”. */
export const findingInWords = (
  { decisions, lists, deadlines }: Rulebook,
  decision: string,
  finding: string,
): string => {
  const [kind, name = '', item = '', verb] = finding.split('/')
  if (kind === 'requirements') {
    const found = decisions.get(decision)?.requirements.find(one => one.id === name)
    return `requirement: ${found?.title ?? name}`
  }
  if (kind === 'deadlines') return `deadline: ${deadlines.get(name)?.title ?? name}, ${verb ?? ''} (${item})`
  const list = lists.get(name)
  const title = list?.items.find(one => one.id === item)?.title ?? item
  const does = verb === undefined ? '' : `, ${list?.verbs.find(one => one.id === verb)?.title ?? verb}`
  return `${list?.title ?? name}: ${title}${does}`
}
