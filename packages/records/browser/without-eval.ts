import * as z from 'zod'

// The page's policy lets nothing make code out of text, and zod would try to. Imported before whatever uses zod.
z.config({ jitless: true })
