/**
 * The query language as the server reads it: text into a tree and back. The filter
 * bar shows the tree as chips; the server alone knows the fields and has the last
 * word. Reading never guesses: what it does not understand it says, with the place.
 */

export type Op = ':' | '=' | '!=' | '<' | '<=' | '>' | '>='

export interface Value {
  /** The value, or the lower end of a range ('' when open). */
  text: string
  /** The upper end of a range ('' when open); absent where it is no range. */
  to?: string
  /** Written in quotes: taken literally, so "me" is not me. */
  quoted?: boolean
  /** Written with a star at its end: what begins like this. */
  prefix?: boolean
}

export type Node =
  | { is: 'and' | 'or'; parts: Node[] }
  | { is: 'not'; node: Node }
  | { is: 'term'; field: string; op: Op; values: Value[] }
  | { is: 'has' | 'no' | 'state'; name: string }
  | { is: 'text'; text: string; quoted?: boolean; prefix?: boolean }

export interface Order {
  field: string
  desc: boolean
}

export interface Query {
  where?: Node
  sort: Order[]
  group?: string
}

/** What is wrong, and at which character, from 1. */
export interface Complaint {
  at: number
  fault: Fault
}

export type Parsed = { query: Query; complaint?: undefined } | { query?: undefined; complaint: Complaint }

class Wrong extends Error {
  readonly complaint: Complaint
  constructor(complaint: Complaint) {
    super(complaint.fault)
    this.complaint = complaint
  }
}

export function parse(text: string): Parsed {
  const p = new Parser(text)
  try {
    return { query: p.query() }
  } catch (e) {
    if (e instanceof Wrong) return { complaint: e.complaint }
    throw e
  }
}

const breaks = (c: string) => c === '' || /\s/u.test(c) || '()|"'.includes(c)
const isName = (s: string) => s.length <= 64 && /^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}_.-]*$/u.test(s)

/** Reads by recursive descent, one method for each level of precedence. */
class Parser {
  private readonly src: string[]
  private pos = 0
  private depth = 0
  private readonly out: Query = { sort: [] }

  constructor(text: string) {
    this.src = [...text]
  }

  query(): Query {
    const where = this.or()
    if (this.pos < this.src.length) this.fail('closing')
    if (where) this.out.where = where
    return this.out
  }

  private fail(fault: Fault, at = this.pos): never {
    throw new Wrong({ at: at + 1, fault })
  }

  private peek(ahead = 0): string {
    return this.src[this.pos + ahead] ?? ''
  }

  private take(c: string): boolean {
    if (this.peek() !== c) return false
    this.pos++
    return true
  }

  private space(): void {
    while (/\s/u.test(this.peek())) this.pos++
  }

  private run(stop: () => boolean): string {
    const from = this.pos
    while (this.pos < this.src.length && !stop()) this.pos++
    return this.src.slice(from, this.pos).join('')
  }

  private atOp(ahead = 0): Op | '' {
    const one = this.peek(ahead)
    const two = one + this.peek(ahead + 1)
    if (two === '!=' || two === '<=' || two === '>=') return two
    return one === ':' || one === '=' || one === '<' || one === '>' ? one : ''
  }

  private op(): Op | '' {
    const op = this.atOp()
    this.pos += op.length
    // estimate:>3 is how many have learnt to write it elsewhere.
    const next = this.atOp()
    if (op !== ':' || next === '' || next === ':') return op
    this.pos += next.length
    return next
  }

  private atKeyword(word: string): boolean {
    return [...word].every((c, i) => this.peek(i).toLowerCase() === c) && breaks(this.peek(word.length))
  }

  private keyword(word: string): boolean {
    if (!this.atKeyword(word)) return false
    this.pos += word.length
    return true
  }

  private or(): Node | undefined {
    const parts: Node[] = []
    let node = this.and()
    for (;;) {
      const at = this.pos
      if (!this.take('|') && !this.keyword('or')) break
      const left = node
      node = this.and()
      if (!left || !node) this.fail('joint', at)
      if (parts.length === 0) parts.push(...partsOf(left, 'or'))
      parts.push(...partsOf(node, 'or'))
    }
    return parts.length > 0 ? { is: 'or', parts } : node
  }

  private and(): Node | undefined {
    const parts: Node[] = []
    let joint = -1
    for (this.space(); !this.endsAnd(); this.space()) {
      const at = this.pos
      if (this.keyword('and')) {
        if (parts.length === 0 || joint >= 0) this.fail('joint', at)
        joint = at
        continue
      }
      const node = this.unary()
      if (!node) continue
      parts.push(...partsOf(node, 'and'))
      joint = -1
    }
    if (joint >= 0) this.fail('joint', joint)
    return parts.length > 1 ? { is: 'and', parts } : parts[0]
  }

  private endsAnd(): boolean {
    return this.peek() === '' || this.peek() === ')' || this.peek() === '|' || this.atKeyword('or')
  }

  private unary(): Node | undefined {
    const at = this.pos
    const minus = this.take('-')
    if (!minus && !this.keyword('not')) return this.primary()
    if (!minus) this.space()
    if (breaks(this.peek()) && this.peek() !== '(' && this.peek() !== '"') this.fail('negates', at)
    const node = this.deeper(() => this.unary())
    if (!node) this.fail('negates', at)
    return { is: 'not', node }
  }

  private deeper<T>(read: () => T): T {
    this.depth++
    if (this.depth > 32) this.fail('deep')
    const out = read()
    this.depth--
    return out
  }

  private primary(): Node | undefined {
    const at = this.pos
    if (this.peek() === '(') return this.parentheses()
    if (this.peek() === '"') {
      const v = this.quoted()
      if (this.atOp() || this.peek() === ',') this.fail('quote', at)
      return { is: 'text', ...v }
    }
    const word = this.run(() => breaks(this.peek()) || this.atOp() !== '')
    const op = this.op()
    if (op === '') return this.bare(word, at)
    const field = word.toLowerCase()
    if (!isName(field)) this.fail('field', at)
    return this.field(field, op, at)
  }

  private parentheses(): Node {
    const at = this.pos
    this.pos++
    const node = this.deeper(() => this.or())
    if (!this.take(')')) this.fail('open', at)
    if (!node) this.fail('nothing', at)
    return node
  }

  private bare(word: string, at: number): Node {
    if (this.peek() === '"') this.fail('quote')
    if (word.startsWith(',') || /^(or|and|not)$/i.test(word)) this.fail('joint', at)
    return { is: 'text', ...this.star(word, at) }
  }

  private star(word: string, at: number): Value {
    const prefix = word.endsWith('*')
    const text = prefix ? word.slice(0, -1) : word
    if (text === '' || text.includes('*')) this.fail('star', at)
    return prefix ? { text, prefix } : { text }
  }

  private field(field: string, op: Op, at: number): Node | undefined {
    const values = this.values()
    if (['has', 'no', 'is', 'sort', 'group'].includes(field)) {
      if (op !== ':' && op !== '=') this.fail('colon', at)
      for (const v of values) {
        const name = field === 'sort' ? v.text.replace(/^-/, '') : v.text
        if (v.to !== undefined || v.prefix || !isName(name)) this.fail('name', at)
      }
      return this.word(field, values, at)
    }
    const one = values[0]!
    if (op !== ':' && op !== '=' && op !== '!=' && (values.length > 1 || one.to !== undefined || one.prefix)) this.fail('several', at)
    return { is: 'term', field, op, values }
  }

  /** The words of the language that are followed by a name. */
  private word(word: string, values: Value[], at: number): Node | undefined {
    const name = values[0]!.text.toLowerCase()
    if (word === 'sort' || word === 'group') {
      if (this.depth > 0) this.fail('inside', at)
      if (word === 'group') {
        if (this.out.group || values.length > 1) this.fail('twice', at)
        this.out.group = name
      } else {
        if (this.out.sort.length > 0) this.fail('twice', at)
        this.out.sort = values.map((v) => ({ field: v.text.replace(/^-/, '').toLowerCase(), desc: v.text.startsWith('-') }))
      }
      return undefined
    }
    if (values.length > 1) this.fail('name', at)
    return { is: word === 'is' ? 'state' : (word as 'has' | 'no'), name }
  }

  private values(): Value[] {
    const out: Value[] = []
    do {
      if (out.length > 0) this.space() // "ready, done" is what people type
      if ((breaks(this.peek()) && this.peek() !== '"') || this.peek() === ',') this.fail('value')
      out.push(this.value())
    } while (this.take(','))
    return out
  }

  private value(): Value {
    if (this.peek() === '"') return this.quoted()
    const at = this.pos
    if (this.atOp()) this.fail('value')
    const word = this.run(() => breaks(this.peek()) || this.peek() === ',')
    if (this.peek() === '"') this.fail('quote')
    const cut = word.indexOf('..')
    if (cut < 0) return this.star(word, at)
    const [text, to] = [word.slice(0, cut), word.slice(cut + 2)]
    if ((text === '' && to === '') || to.includes('..') || word.includes('*')) this.fail('range', at)
    return { text, to }
  }

  private quoted(): Value {
    const at = this.pos
    let text = ''
    for (this.pos++; ; this.pos++) {
      const c = this.peek()
      if (c === '') this.fail('unclosed', at)
      if (c === '"') break
      if (c === '\\' && (this.peek(1) === '"' || this.peek(1) === '\\')) this.pos++
      text += this.peek()
    }
    this.pos++
    if (text === '') this.fail('empty', at)
    const prefix = this.take('*')
    const c = this.peek()
    if ((!breaks(c) && c !== ',' && !this.atOp()) || c === '"') this.fail('gap')
    return prefix ? { text, quoted: true, prefix } : { text, quoted: true }
  }
}

/** What the reader alone can find wrong; the words for it are the server's. */
export type Fault =
  | 'closing'
  | 'joint'
  | 'negates'
  | 'deep'
  | 'quote'
  | 'field'
  | 'open'
  | 'nothing'
  | 'star'
  | 'colon'
  | 'name'
  | 'several'
  | 'inside'
  | 'twice'
  | 'value'
  | 'range'
  | 'unclosed'
  | 'empty'
  | 'gap'

const partsOf = (n: Node, is: 'and' | 'or'): Node[] => (n.is === is ? n.parts : [n])

/** The canonical text: parse reads it back to an equal tree. */
export function print(q: Query): string {
  const out: string[] = []
  if (q.where) out.push(printNode(q.where))
  if (q.group) out.push(`group:${q.group}`)
  if (q.sort.length > 0) out.push(`sort:${q.sort.map((o) => (o.desc ? '-' : '') + o.field).join(',')}`)
  return out.join(' ')
}

export function printNode(n: Node): string {
  switch (n.is) {
    case 'and':
      return n.parts.map((p) => (p.is === 'or' ? `(${printNode(p)})` : printNode(p))).join(' ')
    case 'or':
      return n.parts.map(printNode).join(' or ')
    case 'not':
      return `-${n.node.is === 'and' || n.node.is === 'or' ? `(${printNode(n.node)})` : printNode(n.node)}`
    case 'term':
      return n.field + n.op + n.values.map(printValue).join(',')
    case 'has':
    case 'no':
      return `${n.is}:${n.name}`
    case 'state':
      return `is:${n.name}`
    case 'text':
      return printText(n, n.quoted || !readsAs(n.text, (t) => t))
  }
}

export function printValue(v: Value): string {
  if (v.to !== undefined) return `${v.text}..${v.to}`
  return printText(v, v.quoted || !readsAs(`x:${v.text}`, (t) => t.slice(2)) || v.text.includes('..'))
}

const printText = (v: { text: string; prefix?: boolean }, quote: boolean) => (quote ? `"${v.text.replace(/[\\"]/g, '\\$&')}"` : v.text) + (v.prefix ? '*' : '')

/** Whether a text without quotes is read as one plain value that is the same. */
function readsAs(text: string, cut: (t: string) => string): boolean {
  const where = parse(text).query?.where
  if (!where || text.includes('*')) return false
  if (where.is === 'text') return where.text === cut(text)
  return where.is === 'term' && where.field === 'x' && where.op === ':' && where.values.length === 1 && where.values[0]!.text === cut(text)
}

/** A value as it is written after a colon: quoted where it has to be. */
export const quote = (text: string): string => printValue({ text })
