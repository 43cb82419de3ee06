/** What can come next while one types a query: fields, then their values. */
import { quote } from '@/lib/query'

import { docOf, type FieldDoc } from './docs'

export interface Offer {
  /** What is put in place of what is there. */
  insert: string
  label: string
  hint?: string
}

export interface Completion {
  /** What an offer replaces, in the text. */
  from: number
  to: number
  /** What has been typed of it. */
  typed: string
  /** The field whose values are wanted; none where a field itself is. */
  doc?: FieldDoc
  offers: Offer[]
}

/** Values that are known without asking. */
export type Known = (doc: FieldDoc) => readonly Offer[]

const most = 12

export function complete(text: string, caret: number, docs: readonly FieldDoc[], known: Known): Completion | undefined {
  const before = text.slice(0, caret)
  if (insideQuotes(before)) return value(text, caret, docs, known)
  const word = /[^\s()|]*$/.exec(before)![0]
  if (/[:=<>,]/.test(word) || /[:=<>][^\s]*,\s+[^\s()|]*$/.test(before)) return value(text, caret, docs, known)
  const typed = word.replace(/^-/, '')
  return { from: caret - typed.length, to: endOf(text, caret), typed, offers: fields(typed, docs) }
}

const insideQuotes = (before: string) => (before.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1

/** To the end of the word that the caret stands in. */
function endOf(text: string, caret: number): number {
  return caret + /^[^\s(),|":=<>]*/.exec(text.slice(caret))![0].length
}

function fields(typed: string, docs: readonly FieldDoc[]): Offer[] {
  const want = typed.toLowerCase()
  const is = docs.find((d) => d.name === 'is')
  const words = (is?.values ?? []).map((v) => ({ insert: `is:${v} `, label: `is:${v}`, hint: undefined, starts: v.startsWith(want) || `is:${v}`.startsWith(want) }))
  const named = docs.flatMap((d) => {
    const starts = [d.name, ...d.synonyms].some((n) => n.startsWith(want)) || d.label.toLowerCase().startsWith(want)
    return [{ insert: `${d.name}:`, label: `${d.name}:`, hint: d.label || d.doc, starts }]
  })
  if (want === '') return named.slice(0, most)
  return [...named, ...words].filter((o) => o.starts).slice(0, most)
}

function value(text: string, caret: number, docs: readonly FieldDoc[], known: Known): Completion | undefined {
  const found = /([\p{L}\p{N}][\p{L}\p{N}_.-]*)(!=|<=|>=|:|=|<|>)((?:(?:"(?:[^"\\]|\\.)*"|[^\s,"()|]+),\s*)*)("?)([^"]*)$/u.exec(text.slice(0, caret))
  if (!found) return undefined
  const [, name, , , open, typed] = found as unknown as [string, string, string, string, string, string]
  if (!open && /\s/.test(typed)) return undefined
  const doc = docOf(docs, name.toLowerCase())
  if (!doc) return undefined
  const want = plain(typed.replace(/^-/, ''))
  const minus = doc.name === 'sort' && typed.startsWith('-') ? '-' : ''
  const offers = wordsOf(doc, docs, known).filter((o) => plain(o.label).split(/\s+/).some((_, i, all) => all.slice(i).join(' ').startsWith(want)))
  const to = open ? caret + /^[^"]*"?/.exec(text.slice(caret))![0].length : endOf(text, caret)
  return { from: caret - typed.length - open.length, to, typed, doc, offers: offers.slice(0, most).map((o) => ({ ...o, insert: minus + o.insert })) }
}

const plain = (s: string) => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The names that has:, no:, sort: and group: take, or a field's own values. */
function wordsOf(doc: FieldDoc, docs: readonly FieldDoc[], known: Known): readonly Offer[] {
  const names = (fits: (d: FieldDoc) => boolean) => docs.filter((d) => d.type !== 'word' && fits(d)).map((d) => ({ insert: d.name, label: d.name, hint: d.label }))
  if (doc.type !== 'word') return known(doc)
  if (doc.name === 'sort') return names((d) => d.sortable)
  if (doc.name === 'group') return names((d) => ['enum', 'state', 'person', 'ref', 'category'].includes(d.type))
  if (doc.name === 'is') return doc.values.map((v) => ({ insert: v, label: v }))
  return names((d) => d.type !== 'search' && d.type !== 'key')
}

/** The text with an offer taken, and where the caret then stands. */
export function take(text: string, at: Completion, offer: Offer): { text: string; caret: number } {
  const insert = at.doc && offer.insert !== '' && !offer.insert.endsWith(' ') ? `${offer.insert} ` : offer.insert
  return { text: text.slice(0, at.from) + insert + text.slice(at.to).replace(/^\s/, insert.endsWith(' ') ? '' : ' '), caret: at.from + insert.length }
}

/** A value as an offer, in quotes where it needs them. */
export const offer = (value: string, label = value, hint?: string): Offer => ({ insert: quote(value), label, hint })
