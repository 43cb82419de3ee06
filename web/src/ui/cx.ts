/** Joins class names; what is false, null or empty is left out. */
export function cx(...classes: (string | false | null | undefined)[]): string {
  let all = ''
  for (const c of classes) if (c) all = all ? `${all} ${c}` : c
  return all
}
