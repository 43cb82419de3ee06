/** The signs of a Markdown text, as the reader finds them that also shows it. */
import { lexer } from 'marked'

export interface Token {
  type: string
  raw: string
  text?: string
  tokens?: Token[]
  items?: Token[]
  header?: Token[]
  rows?: Token[][]
  align?: (string | null)[]
  depth?: number
  ordered?: boolean
  start?: number | ''
  task?: boolean
  checked?: boolean
  lang?: string
  href?: string
  title?: string | null
  tag?: string
}

export const tokens = (markdown: string): Token[] => lexer(markdown.replace(/\r\n?/g, '\n'), { gfm: true }) as unknown as Token[]

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

/** The sign that an entity stands for; undefined for one that we have no sign for. */
function entity(name: string): string | undefined {
  const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
  if (!number) return named[name]
  const code = number[1] ? Number.parseInt(number[1], 16) : Number(number[2])
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

/** Text with its entities resolved; those that are not known stay as they are written. */
export const plain = (text: string): string => text.replace(/&(#?\w{1,31});/g, (all: string, name: string) => entity(name) ?? all)

/** The entities that we cannot write back as they were. */
export const strangeEntity = (text: string): string | undefined => /&(#?\w{1,31});/.exec(plain(text).replaceAll('&amp;', ''))?.[0]
