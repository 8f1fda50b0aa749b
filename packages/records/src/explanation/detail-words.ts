/** Stands in a copy in place of a text that a person left out of it. */
export const leftOutWords = 'Left out of this copy by the council, because it tells of somebody else.'

/** What the details of an event are called for a person; a name that is not here is shown as it stands. */
const names: Readonly<Record<string, string>> = {
  to: 'To whom',
  way: 'How',
  read: 'What was read',
  event: 'About the record',
  format: 'In the form of',
  filters: 'Looked for by',
  count: 'How many records',
  export: 'What was copied',
  decisions: 'How many findings',
  texts: 'Notes in people’s own words',
  leftOut: 'Notes that were left out',
  replacedBy: 'The finding that stands in its place',
  reviewed: 'Whether a person had read the notes',
}

export const detailName = (name: string): string => (Object.hasOwn(names, name) ? names[name]! : name)

export const detailValue = (value: string | number | boolean | null): string => {
  if (value === null) return 'not known'
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
