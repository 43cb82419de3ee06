/** The name of a branch for a record: its key, by which it is found again, and a few words of its title. */
export function branchName(key: string, title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  const short = words.length > 40 ? words.slice(0, 40).replace(/-[^-]*$/, '') : words
  return short ? `${key.toLowerCase()}-${short}` : key.toLowerCase()
}
