import * as z from 'zod'

/** The colour of the pages unless a theme says another. */
const usualColour = '#1d5b79'

const channel = (hex: string): number => {
  const share = Number.parseInt(hex, 16) / 255
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** How strongly white stands out on a colour (WCAG 2.2, relative luminance): from 1 to 21. */
export const contrastWithWhite = (colour: string): number => {
  const [red, green, blue] = [1, 3, 5].map(at => channel(colour.slice(at, at + 2)))
  return 1.05 / (0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05)
}

/** What WCAG 2.2 AA asks of text (success criterion 1.4.3). */
const leastContrast = 4.5

const text = (most: number, meaning: string) => z.string().trim().min(1).max(most).describe(meaning)

const isAddress = (value: string): boolean =>
  /^\/[^/]/.test(value) || (URL.canParse(value) && ['https:', 'mailto:'].includes(new URL(value).protocol))

const address = (meaning: string) =>
  z
    .string()
    .refine(isAddress, 'Expected: an address with https or mailto, or a path that begins with “/”.')
    .describe(meaning)

const themeSchema = z.strictObject({
  name: text(60, 'What the pages are called, at the top of each.').prefault('Virtual School Rules'),
  council: text(80, 'Whose pages these are.').exactOptional(),
  colour: z
    .string()
    .regex(/^#[\da-f]{6}$/i, 'Expected: # and six hexadecimal digits, as #1d5b79.')
    .refine(
      colour => !/^#[\da-f]{6}$/i.test(colour) || contrastWithWhite(colour) >= leastContrast,
      'White text on it cannot be read well enough: the contrast has to be 4.5 or more. Choose a darker colour.',
    )
    .prefault(usualColour)
    .describe('The colour of the bar at the top.'),
  logo: z
    .string()
    .regex(/^[\w.-]+\.(?:png|svg)$/, 'Expected: the name of a PNG or SVG file that lies beside the theme.')
    .exactOptional()
    .describe('The logo: a file beside this one.'),
  contact: address('Where to ask about these pages.').exactOptional(),
  privacy: address('The council’s privacy notice; left out: the template that comes with the pages.').exactOptional(),
  accessibility: address(
    'The council’s accessibility statement; left out: the template that comes with the pages.',
  ).exactOptional(),
})

/** How the pages look, and whom they name. */
export type Theme = z.output<typeof themeSchema>

/** The theme that a value describes, or an issue for each member that is wrong. */
export const parseTheme = (
  value: unknown,
): { readonly ok: true; readonly value: Theme } | { readonly ok: false; readonly issues: readonly string[] } => {
  const read = themeSchema.safeParse(value)
  if (read.success) return { ok: true, value: read.data }
  return { ok: false, issues: read.error.issues.map(one => `/${one.path.join('/')}: ${one.message}`) }
}

/** What the pages look like without a theme. */
export const usualTheme: Theme = themeSchema.parse({})
