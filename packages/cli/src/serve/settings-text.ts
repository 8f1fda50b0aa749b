/** The settings as a page for a terminal: each with its default and what it means. */
export const settingsText = async (): Promise<string> => {
  const { settingsTable } = await import('@virtual-school/api')
  return settingsTable
    .map(row => `${row.name}${row.default === '' ? '' : `=${row.default}`}\n  ${row.meaning}\n`)
    .join('')
}
