/** The definition of a custom field while it is written: its name, its options, what is wrong with it. */
export const FIELD_TYPES = ['text', 'number', 'day', 'bool', 'choice', 'multi', 'person', 'url'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export interface CustomField {
  id: string
  product: string | null
  name: string
  label: string
  type: FieldType
  kinds: readonly string[]
  options: readonly string[]
  doc: string
}

export interface FieldDraft {
  label: string
  name: string
  /** Whether the name was typed; else it follows the label. */
  named: boolean
  type: FieldType
  kinds: readonly string[]
  options: readonly string[]
  doc: string
}

export const hasOptions = (type: FieldType): boolean => type === 'choice' || type === 'multi'

export const emptyField = (kinds: readonly string[]): FieldDraft => ({
  label: '',
  name: '',
  named: false,
  type: 'text',
  kinds,
  options: [],
  doc: '',
})

export const fieldDraft = (f: CustomField): FieldDraft => ({ ...f, named: true })

/** The name for queries and programs that a label suggests: small letters and digits, a letter first. */
export function proposeName(label: string): string {
  return label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .replace(/^[0-9]+/, '')
    .slice(0, 40)
}

export const relabel = (d: FieldDraft, label: string): FieldDraft => ({ ...d, label, name: d.named ? d.name : proposeName(label) })

/** Characters that an option cannot have, because options stand in queries and in markup. */
const FORBIDDEN = /["'\\<>&]/

export type FieldFlaw = 'label' | 'name' | 'kinds' | 'options' | 'optionTwice' | 'optionForm'

export function fieldFlaws(d: FieldDraft): FieldFlaw[] {
  const out: FieldFlaw[] = []
  if (d.label.trim() === '') out.push('label')
  if (!/^[a-z][a-z0-9]{0,39}$/.test(d.name)) out.push('name')
  if (d.kinds.length === 0) out.push('kinds')
  if (hasOptions(d.type)) {
    const options = cleanOptions(d.options)
    if (options.length === 0) out.push('options')
    if (new Set(options.map((o) => o.toLowerCase())).size < options.length) out.push('optionTwice')
    if (options.some((o) => FORBIDDEN.test(o))) out.push('optionForm')
  }
  return out
}

export const optionFits = (option: string): boolean => !FORBIDDEN.test(option)

export const cleanOptions = (options: readonly string[]): string[] => options.map((o) => o.trim()).filter((o) => o !== '')

export function moveOption(options: readonly string[], from: number, to: number): readonly string[] {
  const one = options[from]
  if (one === undefined || to < 0 || to >= options.length) return options
  return options.toSpliced(from, 1).toSpliced(to, 0, one)
}

/** The options that records may still hold and that would be no more. */
export const lostOptions = (before: readonly string[], after: readonly string[]): string[] => {
  const kept = new Set(cleanOptions(after))
  return before.filter((o) => !kept.has(o))
}

/** The kinds whose records would no longer show the field. */
export const lostKinds = (before: readonly string[], after: readonly string[]): string[] => before.filter((k) => !after.includes(k))

/** The query that finds the records which hold a value. */
export function heldBy(name: string, kinds: readonly string[], option?: string): string {
  const value = option === undefined ? `has:${name}` : `${name}="${option}"`
  return kinds.length > 0 ? `type:${kinds.join(',')} ${value}` : value
}
