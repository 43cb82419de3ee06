/** The members' list: who is shown, and what one may do to whom. */
import type { Member } from '@/data/types'

export const STATUSES = ['active', 'named', 'deactivated'] as const
export type Status = (typeof STATUSES)[number]

export const WORKSPACE_ROLES = ['owner', 'admin', 'member', 'guest'] as const
export type WorkspaceRole = (typeof WORKSPACE_ROLES)[number]

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Members of a status by name; every word typed has to be in the name, the address or the handle. */
export function shownMembers(all: readonly Member[], status: Status, text: string): Member[] {
  const words = plain(text).split(/\s+/).filter(Boolean)
  return all
    .filter((m) => m.status === status && words.every((w) => plain(`${m.name} ${m.email} ${m.handle}`).includes(w)))
    .sort((a, b) => a.name.localeCompare(b.name))
}

export const countOf = (all: readonly Member[], status: Status): number => all.filter((m) => m.status === status).length

const rank = (role: string) => WORKSPACE_ROLES.length - WORKSPACE_ROLES.indexOf(role as WorkspaceRole)

/** The workspace roles that one may give: none above one's own. */
export const givable = (mine: string): WorkspaceRole[] => WORKSPACE_ROLES.filter((r) => rank(r) <= rank(mine))

/** Whether one may change a member at all: nobody changes those above them. */
export const below = (mine: string, theirs: string): boolean => rank(theirs) <= rank(mine)

/** The last owner stays one, and stays. */
export const lastOwner = (all: readonly Member[], m: Member): boolean =>
  m.role === 'owner' && m.status === 'active' && !all.some((o) => o.id !== m.id && o.role === 'owner' && o.status === 'active')

/** Addresses as they were typed or pasted: one a line, or divided by commas, blanks, semicolons. */
export function addresses(text: string): { good: string[]; bad: string[] } {
  const all = [...new Set(text.split(/[\s,;]+/).map((a) => a.replace(/^[<"']+|[>"']+$/g, '').toLowerCase()).filter(Boolean))]
  return { good: all.filter((a) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(a)), bad: all.filter((a) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(a)) }
}

/** A member's roles by product: "LEND: product owner, tester". */
export function rolesByProduct(m: Member, products: readonly { id: string; key: string }[]): { key: string; roles: string[] }[] {
  return products
    .map((p) => ({ key: p.key, roles: m.roles.filter((r) => r.product === p.id).map((r) => r.role) }))
    .filter((p) => p.roles.length > 0)
}
