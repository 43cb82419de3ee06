/** What a retrospective shows: notes in groups, with the dots they have. */
import type { Phase, Retro, RetroNote } from './types'

export const phases: readonly Phase[] = ['writing', 'grouping', 'voting', 'acting', 'over']

export interface Group {
  head: RetroNote
  under: RetroNote[]
  /** All dots, and one's own. */
  dots: number
  mine: number
}

/** The groups of a column: as they were written, and once there are dots those with the most first. */
export function groupsOf(r: Pick<Retro, 'notes' | 'votes' | 'retro'>, column: string, me: string): Group[] {
  const heads = r.notes.filter((n) => n.column === column && !n.with)
  const groups = heads.map((head) => {
    const on = r.votes.filter((v) => v.note === head.id)
    return { head, under: r.notes.filter((n) => n.with === head.id), dots: on.reduce((sum, v) => sum + v.dots, 0), mine: on.find((v) => v.member === me)?.dots ?? 0 }
  })
  const judged = r.retro?.phase === 'acting' || r.retro?.phase === 'over'
  return judged ? groups.sort((a, b) => b.dots - a.dots) : groups
}

/** Who has set dots, and how many all together. */
export function votedOf(r: Pick<Retro, 'votes'>): { people: string[]; dots: number } {
  return { people: [...new Set(r.votes.filter((v) => v.dots > 0).map((v) => v.member))], dots: r.votes.reduce((sum, v) => sum + v.dots, 0) }
}

/** How many dots one has left. */
export const dotsLeft = (r: Pick<Retro, 'votes' | 'retro'>, me: string): number => (r.retro?.votes ?? 0) - r.votes.filter((v) => v.member === me).reduce((sum, v) => sum + v.dots, 0)
