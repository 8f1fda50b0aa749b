/** In the place of a child: what is sealed so is of the log as a whole. */
export const logSubject = 'log'

/** In the place of a question: what is recorded of lists and reports that were read. A policy of retention names it so. */
export const logReadings = 'list-readings'
