/** Kinds of things whose change may open or close a gap. */
export const gapKinds = ['link', 'story', 'bug', 'task', 'spike', 'feature', 'initiative', 'objective', 'release']
