/** Which fields stand in the list of properties, in which group, and which are folded away while they are empty. */
import type { Field } from '@/record/fields/field'

export type GroupName = 'main' | 'planning' | 'own'

export interface PropertyGroup {
  name: GroupName
  fields: Field[]
}

/** Shown by parts of their own: the heading, the text, the line at the foot. */
const elsewhere = new Set(['key', 'title', 'state', 'body', 'product', 'createdAt', 'createdBy', 'updatedAt', 'asA', 'iWant', 'soThat', 'situation', 'scenarios', 'exception', 'options', 'results', 'item', 'betMetric', 'betLow', 'betHigh', 'betIn', 'betOn', 'betOdds', 'betBy', 'betMadeOn', 'betOutcome', 'betSuggested', 'betReason', 'betBefore', 'betChange', 'betChangeLow', 'betChangeHigh', 'betSettledAt', 'betSettledBy', 'betJudgedFirst', 'effortLow', 'effortHigh', 'costLimit', 'costIn', 'assumptions', 'severity', 'probability', 'loss', 'delay', 'exposure', 'exposureDays', 'response', 'plan', 'steps', 'occurredOn', 'costDays', 'driver', 'approver', 'contributors', 'informed', 'choice', 'decidedBy', 'supersededBy', 'changes'])

/** Names that other kinds use as well; of what may go wrong they stand with what it would cost. */
const ofRisks = new Set(['currency', 'cost', 'reviewOn'])

/** Texts of a sentence or more, which have their place in the column of text. */
export const prose = new Set(['vision', 'problem', 'hypothesis', 'dangers', 'stopWhen', 'goal', 'definition', 'example', 'context', 'outcome', 'ground', 'notes', 'answer', 'reason'])

const planning = new Set(['estimate', 'sprint', 'horizon', 'startOn', 'endOn', 'dueOn', 'targetOn', 'target', 'capacity', 'link.release', 'parent'])

/** What one looks for first, also while it is empty. */
export const always = new Set(['owner', 'priority', 'estimate', 'sprint', 'horizon', 'tags', 'type', 'likelihood', 'impact', 'startOn', 'endOn', 'ambition', 'direction', 'unit', 'link.release', 'account', 'contact', 'segment', 'stage'])

const isProperty = (f: Field): boolean => !elsewhere.has(f.name) && !prose.has(f.name) && f.type !== 'list' && f.type !== 'criteria' && f.type !== 'markdown' && (f.type !== 'link' || f.name === 'link.release')

export const groupOf = (f: Field): GroupName => (f.custom ? 'own' : planning.has(f.name) || f.type === 'day' || f.type === 'instant' ? 'planning' : 'main')

/** The groups with what is shown in each, and what is folded because it is empty. */
export function propertiesOf(fields: readonly Field[], filled: (f: Field) => boolean): { groups: PropertyGroup[]; more: Field[] } {
  const risky = fields.some((f) => f.name === 'likelihood')
  const of = fields.filter((f) => isProperty(f) && !(risky && ofRisks.has(f.name)))
  const shown = of.filter((f) => filled(f) || (always.has(f.name) && f.editable) || (f.name === 'link.release' && always.has(f.name)))
  const groups = (['main', 'planning', 'own'] as const).map((name) => ({ name, fields: shown.filter((f) => groupOf(f) === name) })).filter((g) => g.fields.length > 0)
  return { groups, more: of.filter((f) => !shown.includes(f) && f.editable) }
}
