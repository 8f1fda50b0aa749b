/** What to say where deleted keys could not be taken out of the files yet. */
export const sweptLine = (swept: boolean): string =>
  swept
    ? ''
    : '\nThe keys are deleted. Their bytes may still be in the database’s files, because another program is using it. Run records prune later: it tries again.'
