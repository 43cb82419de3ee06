/** Stakeholders as the server tells of them, and how it is said. */
import { m } from '@/locales/gen/messages.js'
import type { Tone } from '@/ui/styles'

export const stances = ['supports', 'neutral', 'opposes'] as const
export type Stance = (typeof stances)[number]

export const quadrants = ['manage closely', 'keep satisfied', 'keep informed', 'monitor'] as const
export type Quadrant = (typeof quadrants)[number]

export const topics = ['roadmap', 'releases', 'launches', 'progress', 'bets', 'money', 'risks', 'decisions'] as const
export type Topic = (typeof topics)[number]

export const rhythms = ['week', 'fortnight', 'month', 'quarter', 'milestone'] as const
export type Rhythm = (typeof rhythms)[number]

export const forms = ['page', 'text', 'link', 'meeting'] as const
export type Form = (typeof forms)[number]

export interface Place {
  at: string
  by: string | null
  power: number
  interest: number
  stance: Stance
  quadrant: Quadrant
}

export interface Stakeholder {
  id: string
  member: string | null
  contact: string | null
  name: string
  account: string
  email: string
  title: string
  power: number
  interest: number
  stance: Stance
  quadrant: Quadrant
  cares: string
  owner: string | null
  notes: string
  path: Place[]
}

export interface StakeholderMap {
  items: Stakeholder[]
  on: string
  since: string | null
}

export interface Due {
  id: string
  stakeholder: string
  name: string
  topics: Topic[]
  every: Rhythm
  form: Form
  by: string | null
  teller: string | null
  note: string
  lastAt: string | null
  ago: number | null
  dueOn: string | null
  late: number
  state: 'overdue' | 'due' | 'fine'
}

export interface Told {
  id: string
  stakeholder: string
  topics: Topic[]
  form: Form
  title: string
  state: 'draft' | 'sent'
  createdAt: string
  sentAt: string | null
  sentBy: string | null
  openedAt: string | null
  linkedAt: string | null
  openings: number
  lastAt: string | null
}

export interface Briefing {
  id: string
  stakeholder: string
  product: string
  topics: Topic[]
  form: Form
  cut: string | null
  title: string
  body: string
  state: 'draft' | 'sent'
  member: string | null
  sentAt: string | null
  sentBy: string | null
  openedAt: string | null
}

export interface Draft {
  title: string
  body: string
  topics: Topic[]
  since: string
  why: 'read' | 'told' | 'never' | 'day'
  lines: number
  left: string[]
}

export const stanceNames: Record<Stance, () => string> = { supports: m.stake_supports, neutral: m.stake_neutral, opposes: m.stake_opposes }
/** Beside the colour, so that it is told without one too. */
export const stanceSigns: Record<Stance, string> = { supports: '+', neutral: '', opposes: '−' }
export const stanceTones: Record<Stance, Tone> = { supports: 'green', neutral: 'neutral', opposes: 'red' }

export const quadrantNames: Record<Quadrant, () => string> = {
  'manage closely': m.stake_manage,
  'keep satisfied': m.stake_satisfy,
  'keep informed': m.stake_inform,
  monitor: m.stake_monitor,
}

export const topicNames: Record<Topic, () => string> = {
  roadmap: m.stake_topic_roadmap,
  releases: m.stake_topic_releases,
  launches: m.stake_topic_launches,
  progress: m.stake_topic_progress,
  bets: m.stake_topic_bets,
  money: m.stake_topic_money,
  risks: m.stake_topic_risks,
  decisions: m.stake_topic_decisions,
}

export const rhythmNames: Record<Rhythm, () => string> = {
  week: m.stake_every_week,
  fortnight: m.stake_every_fortnight,
  month: m.stake_every_month,
  quarter: m.stake_every_quarter,
  milestone: m.stake_every_milestone,
}

export const formNames: Record<Form, () => string> = { page: m.stake_form_page, text: m.stake_form_text, link: m.stake_form_link, meeting: m.stake_form_meeting }

export const sayTopics = (list: readonly Topic[]): string => list.map((t) => topicNames[t]()).join(', ')

/** A place within the map, in whole steps. */
export const within = (v: number): number => Math.min(10, Math.max(0, Math.round(v)))

/** How somebody with so much power and interest is kept; what is much begins at 5. */
export function quadrantOf(power: number, interest: number): Quadrant {
  if (power >= 5) return interest >= 5 ? 'manage closely' : 'keep satisfied'
  return interest >= 5 ? 'keep informed' : 'monitor'
}

export interface Filter {
  stance?: string
  quadrant?: string
}

export function shownOf(all: readonly Stakeholder[], f: Filter): Stakeholder[] {
  return all.filter((s) => (!f.stance || s.stance === f.stance) && (!f.quadrant || s.quadrant === f.quadrant))
}

/** Those who stand at one place lie around it, so that each can be seen and taken hold of. */
export function spread(all: readonly Pick<Stakeholder, 'id' | 'power' | 'interest'>[], by: number): Map<string, { dx: number; dy: number }> {
  const at = new Map<string, string[]>()
  for (const s of all) {
    const place = `${s.power} ${s.interest}`
    at.set(place, [...(at.get(place) ?? []), s.id])
  }
  const out = new Map<string, { dx: number; dy: number }>()
  for (const ids of at.values()) {
    ids.sort().forEach((id, i) => {
      const angle = (2 * Math.PI * i) / ids.length
      out.set(id, ids.length === 1 ? { dx: 0, dy: 0 } : { dx: by * Math.cos(angle), dy: by * Math.sin(angle) })
    })
  }
  return out
}

/** What is taken already; a name stands beside it. */
export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** A name as short as a phone has room for: the first word, and of the last its letter. */
export function shortOf(name: string, most: number): string {
  if (name.length <= most) return name
  const [first = '', ...rest] = name.split(' ')
  const last = rest.at(-1)?.[0]
  const short = last ? `${first} ${last}.` : first
  return short.length <= most ? short : `${short.slice(0, most - 1)}…`
}

export interface Spot {
  id: string
  x: number
  y: number
  text: string
}

/** Where a name stands beside its dot: to the right if there is room, else to the left, below or above, free of dots, of other names and of what else is written there. */
export function labels(all: readonly Spot[], { left, right, top }: Omit<Box, 'bottom'>, written: readonly Box[] = []): Map<string, { x: number; y: number; anchor: 'start' | 'middle' | 'end' }> {
  const out = new Map<string, { x: number; y: number; anchor: 'start' | 'middle' | 'end' }>()
  const taken = [...written, ...all.map((s) => ({ left: s.x - 12, right: s.x + 12, top: s.y - 12, bottom: s.y + 12 }))]
  for (const s of all) {
    const long = s.text.length * 6.6
    const places = [
      { x: s.x + 15, y: s.y + 4, anchor: 'start' as const, left: s.x + 14 },
      { x: s.x - 15, y: s.y + 4, anchor: 'end' as const, left: s.x - 14 - long },
      { x: s.x, y: s.y + 24, anchor: 'middle' as const, left: s.x - long / 2 },
      { x: s.x, y: s.y - 15, anchor: 'middle' as const, left: s.x - long / 2 },
    ].map((p) => ({ ...p, box: { left: p.left, right: p.left + long, top: p.y - 10, bottom: p.y + 3 } }))
    const fits = places.find((p) => p.box.left >= left && p.box.right <= right && p.box.top >= top && !taken.some((t) => t.left < p.box.right && p.box.left < t.right && t.top < p.box.bottom && p.box.top < t.bottom))
    const at = fits ?? (s.x + 15 + long > right ? places[1]! : places[0]!)
    taken.push(at.box)
    out.set(s.id, { x: at.x, y: at.y, anchor: at.anchor })
  }
  return out
}

/** When somebody was told last, against what was agreed. */
export function sayDue(d: Pick<Due, 'ago' | 'every' | 'state' | 'late'>): string {
  const every = rhythmNames[d.every]().toLocaleLowerCase()
  if (d.ago === null) return m.stake_never_told({ every })
  return d.ago === 0 ? m.stake_told_today({ every }) : m.stake_last_told({ days: d.ago, every })
}

/** What is heard of what changes here. */
export const mapKinds = ['stakeholder', 'member', 'contact']
export const planKinds = ['cadence', 'briefing', 'stakeholder', 'release', 'milestone']
