/** Thrown: the keys that are stored do not open with the root secret that these records were opened with. */
export const oldSecret = new Error('The root secret was replaced since the records were opened')
