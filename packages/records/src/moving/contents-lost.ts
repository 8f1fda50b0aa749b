/** What is sealed does not open, so that it cannot be sealed again. */
export const contentsLost = new Error('The contents of a record that is to be sealed again do not open')
