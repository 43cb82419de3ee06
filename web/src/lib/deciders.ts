/** Who decides what: the table of decisions put together with the people who hold its roles. */

/** As much of a member as it takes. */
export interface Holder {
  id: string
  name: string
  role: string
  status: string
  roles: readonly { product: string; role: string }[]
}

export interface Rule {
  decision: string
  roles: readonly string[]
  all: boolean
  heard: readonly string[]
  from: 'default' | 'workspace' | 'product'
  default: { roles: readonly string[]; all: boolean; heard: readonly string[] }
}

export interface RoleKind {
  name: string
  base: string
  own: boolean
}

/** What one role, or several together, decide; with the people who hold it. */
export interface Deciding<M extends Holder> {
  roles: readonly string[]
  /** Each of them has to agree. */
  all: boolean
  decisions: readonly string[]
  people: readonly M[]
  /** Nobody holds the role, so the workspace's admins decide. */
  admins: boolean
}

const active = (m: Holder) => m.status === 'active' && m.role !== 'guest'
export const isAdmin = (m: Holder): boolean => m.role === 'owner' || m.role === 'admin'

/** The roles that a member holds on a product, with those that specialised ones start from. */
export function rolesOn(m: Holder, product: string, kinds: readonly RoleKind[]): string[] {
  const held = m.roles.filter((r) => r.product === product).map((r) => r.role)
  const bases = held.flatMap((h) => kinds.find((k) => k.name === h)?.base || [])
  return [...new Set([...held, ...bases])]
}

export function holders<M extends Holder>(role: string, members: readonly M[], product: string, kinds: readonly RoleKind[]): M[] {
  const found = role === 'admin' ? members.filter((m) => active(m) && isAdmin(m)) : members.filter((m) => active(m) && rolesOn(m, product, kinds).includes(role))
  return found.sort((a, b) => a.name.localeCompare(b.name))
}

/** Decisions with the same deciders in one sentence, those of one role before those of several. */
export function deciding<M extends Holder>(rules: readonly Rule[], members: readonly M[], product: string, kinds: readonly RoleKind[]): Deciding<M>[] {
  const groups = new Map<string, { rule: Rule; decisions: string[] }>()
  for (const r of rules) {
    const key = `${r.all && r.roles.length > 1}:${[...r.roles].sort().join('|')}`
    const g = groups.get(key)
    if (g) g.decisions.push(r.decision)
    else groups.set(key, { rule: r, decisions: [r.decision] })
  }
  return [...groups.values()]
    .map(({ rule, decisions }) => {
      const people = [...new Set(rule.roles.flatMap((r) => holders(r, members, product, kinds)))]
      const admins = people.length === 0
      return {
        roles: rule.roles,
        all: rule.all && rule.roles.length > 1,
        decisions,
        people: admins ? holders('admin', members, product, kinds) : people,
        admins,
      }
    })
    .sort((a, b) => Number(a.all) - Number(b.all) || a.roles.length - b.roles.length || b.decisions.length - a.decisions.length)
}

/** Those who work on a product: with a role there, by name. */
export const team = <M extends Holder>(members: readonly M[], product: string): M[] =>
  members.filter((m) => m.status !== 'deactivated' && m.roles.some((r) => r.product === product)).sort((a, b) => a.name.localeCompare(b.name))

/** "a, b and c", in the reader's language. */
export const listed = (words: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string =>
  new Intl.ListFormat(undefined, { type }).format(words)
