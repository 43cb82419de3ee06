/** A moment to the minute, for tooltips. */
export const exactly = (at: string): string => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
