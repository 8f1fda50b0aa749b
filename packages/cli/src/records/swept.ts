/** What to say where deleted keys could not be taken out of the files yet. */
export const sweptLine = (swept: boolean): string =>
  swept
    ? ''
    : '\nThe keys are deleted, and their bytes may still stand in the database’s files, since somebody else is using it. Run records prune later: it tries again.'
