/** Whether objects and arrays nest deeper than the limit. A loop, since recursion could be made to overflow the stack. */
export const isNestedDeeper = (value: unknown, limitLevels: number): boolean => {
  const open: object[] = []
  const levels: number[] = []
  const add = (member: unknown, level: number): void => {
    if (typeof member !== 'object' || member === null) return
    open.push(member)
    levels.push(level)
  }
  add(value, 1)
  while (open.length > 0) {
    const level = levels.pop()!
    if (level > limitLevels) return true
    for (const member of Object.values(open.pop()!)) add(member, level + 1)
  }
  return false
}
