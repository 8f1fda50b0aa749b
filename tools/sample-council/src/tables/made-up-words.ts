/** Words that are nobody’s name, with letters that Windows-1252 and UTF-8 write differently. */
export const madeUpWords = [
  'Ærøväle',
  'Çéñtrøl',
  'Ünderstøk',
  'Exåmplé',
  'Sämplö',
  'Þôrnfild',
  'Nöbødi',
  'Wîthøut',
] as const

/** One of them for an id, always the same; `place`: which of several. */
export const madeUpWord = (id: string, place = 0): string =>
  madeUpWords[(Number(id.slice(1)) + 3 * place) % madeUpWords.length]!
