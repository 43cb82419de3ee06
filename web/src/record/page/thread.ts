/**
 * The line of a record: vision › pillar › objective › evidence › initiative ›
 * feature › item › sprint › release › verdict › metric, from what the server
 * found upwards and downwards. What should be there and is not, is a gap.
 */
import type { KindName } from '@/data/kinds.gen'
import type { Category } from '@/data/types'

import { items, wayBetween, type Direction } from './links'

export interface Node {
  id: string
  key: string
  kind: KindName
  title: string
  state: string
  category: Category
  product: string | null
  link: string
  from: string
  depth: number
}

export interface ServerGap {
  record: string
  what: string
  link: string
  kind: KindName
}

export interface Thread {
  record: Node
  up: Node[]
  down: Node[]
  gaps: ServerGap[]
  more: boolean
}

export const stepKinds = {
  vision: ['product'],
  pillar: ['pillar'],
  objective: ['objective'],
  evidence: ['opportunity', 'insight', 'feedback'],
  initiative: ['initiative'],
  feature: ['feature'],
  item: items,
  sprint: ['sprint'],
  release: ['release'],
  verdict: ['verdict'],
  metric: ['metric'],
} as const satisfies Record<string, readonly KindName[]>

export type StepName = keyof typeof stepKinds
const order = Object.keys(stepKinds) as StepName[]

/** How a gap is filled. */
export interface Fill {
  /** Kinds of record that would fill it. */
  kinds: readonly KindName[]
  /** The record at which it is filled. */
  at: string
  /** Set this field of it, */
  field?: string
  /** or join it by a link, whose type follows from what was picked. */
  linkOf?: (kind: KindName) => { type: string; direction: Direction } | undefined
}

export type Step =
  | { what: 'this'; name: StepName | undefined; node: Node }
  | { what: 'nodes'; name: StepName; nodes: Node[] }
  | { what: 'gap'; name: StepName; fill: Fill; /** The server's word for it; a gap without one is merely open. */ why?: string }

export function stepOf(kind: KindName): StepName | undefined {
  return order.find((s) => (stepKinds[s] as readonly KindName[]).includes(kind))
}

/** The steps of a thread in the order of the line, what comes before the record and after it around itself. */
export function stepsOf(t: Thread): Step[] {
  const own = stepOf(t.record.kind)
  const gaps = gapsOf(t)
  const self: Step = { what: 'this', name: own, node: t.record }
  const steps: Step[] = []
  for (const name of order) {
    const kinds = stepKinds[name] as readonly KindName[]
    const among = (nodes: Node[]) => nodes.filter((n) => kinds.includes(n.kind) && n.id !== t.record.id).sort((a, b) => a.depth - b.depth)
    const put = (nodes: Node[]) => nodes.length > 0 && steps.push({ what: 'nodes', name, nodes })
    if (name === own) {
      put(among(t.up))
      steps.push(self)
      put(among(t.down))
      continue
    }
    const there = once([...among(t.up), ...among(t.down)])
    if (!put(there)) steps.push(...gaps.filter((g) => g.name === name))
    else steps.push(...gaps.filter((g) => g.name === name && g.why))
    // Kinds that are no step stand right after the vision.
    if (name === 'vision' && !own) steps.push(self)
  }
  return steps
}

const once = (nodes: Node[]): Node[] => nodes.filter((n, i) => nodes.findIndex((x) => x.id === n.id) === i)

type GapStep = Extract<Step, { what: 'gap' }>

function gapsOf(t: Thread): GapStep[] {
  const found: GapStep[] = t.gaps.flatMap((g) => {
    const name = stepOf(g.kind)
    return name ? [{ what: 'gap' as const, name, why: g.what, fill: fillOf(t, g) }] : []
  })
  const open = t.record.category === 'todo' || t.record.category === 'doing'
  const add = (name: StepName, fill: Fill) => found.some((g) => g.name === name) || found.push({ what: 'gap', name, fill })
  if (open && items.includes(t.record.kind)) add('sprint', { kinds: ['sprint'], at: t.record.id, field: 'sprint' })
  if (open && (items.includes(t.record.kind) || t.record.kind === 'feature')) add('release', joined(t.record, ['release']))
  if (open && t.record.kind === 'objective') add('pillar', joined(t.record, ['pillar']))
  return found
}

function fillOf(t: Thread, gap: ServerGap): Fill {
  // The link belongs to the record that can have it: an item's objective is the one of what it delivers.
  const holder = wayBetween(t.record.kind, gap.kind) ? t.record : t.up.filter((n) => wayBetween(n.kind, gap.kind)).sort((a, b) => a.depth - b.depth)[0]
  const kinds = also(gap.kind).filter((k) => wayBetween((holder ?? t.record).kind, k))
  return joined(holder ?? t.record, kinds.length ? kinds : [gap.kind])
}

/** A gap is filled as well by the neighbours of what the server names. */
function also(kind: KindName): KindName[] {
  if (kind === 'insight') return ['insight', 'feedback', 'opportunity']
  if (kind === 'feature') return ['feature', 'initiative']
  return [kind]
}

const joined = (at: Node, kinds: readonly KindName[]): Fill => ({ kinds, at: at.id, linkOf: (kind) => wayBetween(at.kind, kind) })

/** What several nodes at one step are called together: the kinds, most first. */
export function tally(nodes: readonly Node[]): { kind: KindName; count: number }[] {
  const counts = new Map<KindName, number>()
  for (const n of nodes) counts.set(n.kind, (counts.get(n.kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count)
}
