/** A verdict in the making: what was found of each criterion, and what may be said. */

export interface Criterion {
  id: string
  text: string
  met: boolean
}

/** A piece of evidence that can be opened: an attachment, an address, a test result. */
export interface Proof {
  sort: 'file' | 'link' | 'test'
  id?: string
  url?: string
  name: string
}

/** What was found so far, by criterion. Nothing is taken as met before somebody looked. */
export type Found = Readonly<Record<string, { met?: boolean; evidence?: string; proofs?: readonly Proof[] }>>

export interface Result {
  criterion: string
  met: boolean
  evidence: string
  proofs?: readonly Proof[]
}

/** The results as they are sent: of the criteria that were looked at. */
export function resultsOf(criteria: readonly Criterion[], found: Found): Result[] {
  return criteria.flatMap((c) => {
    const f = found[c.id]
    return f?.met === undefined ? [] : [{ criterion: c.id, met: f.met, evidence: f.evidence?.trim() ?? '', ...(f.proofs?.length ? { proofs: f.proofs } : {}) }]
  })
}

export interface Standing {
  /** Each criterion was found to hold. */
  acceptable: boolean
  /** Criteria nobody has looked at yet. */
  open: number
  /** Criteria that were found not to hold. */
  failed: Criterion[]
}

export function standing(criteria: readonly Criterion[], found: Found): Standing {
  const open = criteria.filter((c) => found[c.id]?.met === undefined).length
  const failed = criteria.filter((c) => found[c.id]?.met === false)
  return { acceptable: open === 0 && failed.length === 0, open, failed }
}

/** Looks at a criterion again: not looked at → holds → does not hold → not looked at. */
export function turned(found: Found, id: string): Found {
  const met = found[id]?.met
  const next = met === undefined ? true : met ? false : undefined
  return { ...found, [id]: { ...found[id], met: next } }
}

/** What a rejection begins with: the criteria that do not hold, each a line. */
export function firstReason(criteria: readonly Criterion[], found: Found): string {
  return standing(criteria, found)
    .failed.map((c) => {
      const evidence = found[c.id]?.evidence?.trim()
      return evidence ? `${c.text}: ${evidence}` : c.text
    })
    .join('\n')
}

export const reasonKinds = ['criterion', 'defect', 'misunderstanding', 'quality', 'other'] as const
export type ReasonKind = (typeof reasonKinds)[number]

/** Whether a text is an address that evidence may lead to. */
export const isAddress = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text.trim())
