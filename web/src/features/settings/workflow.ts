/**
 * Editing the states of a product's workflow, without a browser: a draft is
 * changed step by step, says what is wrong with it, and becomes one call that
 * also moves the records of states that are no more.
 */
export type Category = 'todo' | 'doing' | 'done' | 'closed'
export const CATEGORIES: readonly Category[] = ['todo', 'doing', 'done', 'closed']

export interface FlowState {
  name: string
  category: Category
  /** What the rules know it as: "accepted", "dropped"; '' for a team's own. */
  meaning: string
}

export interface KindFlow {
  kind: string
  own: boolean
  states: readonly FlowState[]
}

/** Kinds that go through the same states; they are edited together. */
export interface Family {
  kinds: readonly string[]
  own: boolean
  states: readonly FlowState[]
}

/** Backlog items may share a workflow; other kinds each have their own. */
const ITEMS: readonly string[] = ['story', 'bug', 'task', 'spike']
const isItems = (kinds: readonly string[]) => kinds.every((k) => ITEMS.includes(k))

export function families(flows: readonly KindFlow[]): Family[] {
  const out: { kinds: string[]; own: boolean; states: readonly FlowState[] }[] = []
  for (const f of flows) {
    const same = ITEMS.includes(f.kind)
      ? out.find((o) => isItems(o.kinds) && JSON.stringify(o.states) === JSON.stringify(f.states))
      : undefined
    if (same) {
      same.kinds.push(f.kind)
      same.own ||= f.own
    } else out.push({ kinds: [f.kind], own: f.own, states: f.states })
  }
  const place = (f: Family) => (isItems(f.kinds) ? Math.min(...f.kinds.map((k) => ITEMS.indexOf(k))) : ITEMS.length)
  for (const f of out) f.kinds.sort((a, b) => ITEMS.indexOf(a) - ITEMS.indexOf(b))
  return out.sort((a, b) => place(a) - place(b))
}

export interface DraftState extends FlowState {
  /** Tells it apart while its name changes. */
  id: string
  /** Its name on the server; absent for a new one. */
  was?: string
}

export interface Draft {
  kinds: readonly string[]
  before: readonly FlowState[]
  states: readonly DraftState[]
  /** Where the records of a removed state go: old name to the id of a state. */
  homes: Readonly<Record<string, string>>
  next: number
}

export function draftOf(f: Family): Draft {
  return {
    kinds: f.kinds,
    before: f.states,
    states: f.states.map((s, i) => ({ ...s, id: `s${i}`, was: s.name })),
    homes: {},
    next: f.states.length,
  }
}

const change = (d: Draft, id: string, to: Partial<DraftState>): Draft => ({
  ...d,
  states: d.states.map((s) => (s.id === id ? { ...s, ...to } : s)),
})

export const rename = (d: Draft, id: string, name: string): Draft => change(d, id, { name })

/** Another category. A meaning that does not go with it is lost. */
export function recategorise(d: Draft, id: string, category: Category, standard: readonly FlowState[]): Draft {
  const meaning = d.states.find((s) => s.id === id)?.meaning ?? ''
  const fits = standard.some((s) => s.meaning === meaning && s.category === category)
  return change(d, id, { category, meaning: fits ? meaning : '' })
}

/** Gives a state a meaning, and with it its category; whoever had it loses it. */
export function give(d: Draft, id: string, meaning: string, standard: readonly FlowState[]): Draft {
  const known = standard.find((s) => s.meaning === meaning)
  const freed = { ...d, states: d.states.map((s) => (meaning !== '' && s.meaning === meaning ? { ...s, meaning: '' } : s)) }
  return change(freed, id, known ? { meaning, category: known.category } : { meaning: '' })
}

/** A new state, behind the last of its category. */
export function add(d: Draft, name: string, category: Category): Draft {
  const last = d.states.findLastIndex((s) => CATEGORIES.indexOf(s.category) <= CATEGORIES.indexOf(category))
  const fresh: DraftState = { id: `s${d.next}`, name, category, meaning: '' }
  return { ...d, next: d.next + 1, states: d.states.toSpliced(last + 1, 0, fresh) }
}

export function move(d: Draft, id: string, to: number): Draft {
  const from = d.states.findIndex((s) => s.id === id)
  const one = d.states[from]
  if (!one) return d
  const at = Math.max(0, Math.min(to, d.states.length - 1))
  return { ...d, states: d.states.toSpliced(from, 1).toSpliced(at, 0, one) }
}

/** Takes a state away; its records go to `home`, where it had any. */
export function remove(d: Draft, id: string, home: string | undefined): Draft {
  const one = d.states.find((s) => s.id === id)
  const homes = { ...d.homes }
  // Records that were to move into this one go on to where its own go.
  for (const [old, to] of Object.entries(homes)) if (to === id && home) homes[old] = home
  if (one?.was !== undefined && home) homes[one.was] = home
  return { ...d, homes, states: d.states.filter((s) => s.id !== id) }
}

/** Old state names to new ones, for those that are no more. */
export function mapping(d: Draft): Record<string, string> {
  const names = new Set(d.states.map((s) => s.name))
  const out: Record<string, string> = {}
  for (const { name } of d.before) {
    if (names.has(name)) continue
    const renamed = d.states.find((s) => s.was === name)
    const home = renamed ?? d.states.find((s) => s.id === d.homes[name])
    if (home) out[name] = home.name
  }
  return out
}

export function changed(d: Draft): boolean {
  const now = d.states.map(({ name, category, meaning }) => ({ name, category, meaning }))
  return JSON.stringify(now) !== JSON.stringify(d.before.map(({ name, category, meaning }) => ({ name, category, meaning })))
}

/** What is wrong with a draft, and with which of its states. */
export type Flaw =
  | { what: 'empty' | 'long' | 'twice' | 'taken'; id: string; name: string }
  | { what: 'category'; category: Category }
  | { what: 'meaning'; meaning: string }

/** The same rules as the server's, so that nobody is sent away for what could be seen before. */
export function flaws(d: Draft, standard: readonly FlowState[]): Flaw[] {
  const out: Flaw[] = []
  const seen = new Set<string>()
  for (const s of d.states) {
    const name = s.name.trim().toLowerCase()
    if (name === '') out.push({ what: 'empty', id: s.id, name: s.name })
    else if ([...s.name].length > 60) out.push({ what: 'long', id: s.id, name: s.name })
    else if (seen.has(name)) out.push({ what: 'twice', id: s.id, name: s.name })
    else if (taken(d, s)) out.push({ what: 'taken', id: s.id, name: s.name })
    seen.add(name)
  }
  if (isItems(d.kinds)) {
    for (const category of CATEGORIES) if (!d.states.some((s) => s.category === category)) out.push({ what: 'category', category })
  }
  for (const { meaning } of standard) {
    if (isItems(d.kinds) && meaning !== 'accepted') continue
    if (!d.states.some((s) => s.meaning === meaning)) out.push({ what: 'meaning', meaning })
  }
  return out
}

/**
 * Records move by name, so the name of another state cannot be taken over in the
 * same go: that one's records would stay under it instead of going their way.
 */
function taken(d: Draft, s: DraftState): boolean {
  const elsewhere = d.homes[s.name]
  return d.states.some((o) => o.id !== s.id && o.was === s.name && o.name !== s.name) || (elsewhere !== undefined && elsewhere !== s.id)
}

/** What a draft would do, for the sentence beside the button. */
export interface Effect {
  added: string[]
  renamed: [from: string, to: string][]
  removed: [name: string, home: string | undefined][]
  recategorised: string[]
  moved: boolean
}

export function effect(d: Draft): Effect {
  const kept = d.states.filter((s) => s.was !== undefined)
  const order = d.before.map((s) => s.name).filter((n) => kept.some((s) => s.was === n))
  return {
    added: d.states.filter((s) => s.was === undefined).map((s) => s.name),
    renamed: kept.filter((s) => s.was !== s.name).map((s) => [s.was!, s.name]),
    removed: d.before
      .filter((b) => !kept.some((s) => s.was === b.name))
      .map((b) => [b.name, d.states.find((s) => s.id === d.homes[b.name])?.name]),
    recategorised: kept.filter((s) => d.before.find((b) => b.name === s.was)?.category !== s.category).map((s) => s.name),
    moved: kept.some((s, i) => s.was !== order[i]),
  }
}

/** The call's input. Names are sent without blanks around them. */
export function input(d: Draft, product: string) {
  const trimmed: Draft = { ...d, states: d.states.map((s) => ({ ...s, name: s.name.trim() })) }
  return {
    product,
    kinds: d.kinds,
    states: trimmed.states.map(({ name, category, meaning }) => ({ name, category, meaning })),
    mapping: mapping(trimmed),
  }
}

/** Going back to the states that everybody starts with: what has no state of that name begins anew in its category. */
export function standardInput(f: Family, standard: readonly FlowState[], product: string) {
  const map: Record<string, string> = {}
  for (const s of f.states) {
    if (standard.some((x) => x.name === s.name)) continue
    const home = standard.find((x) => s.meaning !== '' && x.meaning === s.meaning) ?? standard.find((x) => x.category === s.category) ?? standard[0]
    if (home) map[s.name] = home.name
  }
  return { product, kinds: f.kinds, states: [], mapping: map }
}
