/** Comments in their threads, and the signs under them. */

export interface Comment {
  id: string
  createdAt: string
  createdBy: string | null
  version: number
  body: string
  replyTo: string | null
  mentions: string[]
  editedAt: string | null
}

export interface Reaction {
  id: string
  createdBy: string | null
  comment: string
  sign: string
}

export interface Conversation {
  first: Comment
  replies: Comment[]
}

/** First comments in their order, each with all that answers it, however deep, oldest first. */
export function conversations(comments: readonly Comment[]): Conversation[] {
  const byId = new Map(comments.map((c) => [c.id, c]))
  const rootOf = (c: Comment): string => {
    const seen = new Set<string>()
    let at = c
    while (at.replyTo && byId.has(at.replyTo) && !seen.has(at.id)) {
      seen.add(at.id)
      at = byId.get(at.replyTo)!
    }
    return at.id
  }
  const sorted = comments.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1))
  const found = new Map<string, Conversation>()
  for (const c of sorted) if (rootOf(c) === c.id) found.set(c.id, { first: c, replies: [] })
  for (const c of sorted) if (rootOf(c) !== c.id) found.get(rootOf(c))?.replies.push(c)
  return [...found.values()]
}

export interface Sign {
  sign: string
  /** Who set it, oldest first. */
  by: string[]
  mine: boolean
}

/** The signs under one comment, in the order in which they first came. */
export function signsUnder(reactions: readonly Reaction[], comment: string, me: string): Sign[] {
  const found = new Map<string, Sign>()
  for (const r of reactions) {
    if (r.comment !== comment || !r.createdBy) continue
    const s = found.get(r.sign) ?? { sign: r.sign, by: [], mine: false }
    s.by.push(r.createdBy)
    s.mine ||= r.createdBy === me
    found.set(r.sign, s)
  }
  return [...found.values()]
}

export const offered = ['👍', '🎉', '❤️', '👀', '🤔', '✅'] as const
