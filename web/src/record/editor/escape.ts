/** Which signs in literal text would be read as something else, and how they are kept. */

const word = /[\p{L}\p{N}]/u
const punctuation = /[!-/:-@[-`{-~]/

/**
 * Literal text inside a line. Descriptions are also read by people, in exports
 * and in other tools, so that a sign is escaped only where it would do something.
 */
export function escapeText(text: string, before = ''): string {
  const all = [...text]
  const tildes = text.split('~').length > 2
  return all
    .map((c, i) => {
      const left = all[i - 1] ?? before.at(-1) ?? ' '
      const right = all[i + 1] ?? ''
      return opens(c, left, right, text, i, tildes) ? `\\${c}` : c
    })
    .join('')
}

function opens(c: string, left: string, right: string, text: string, at: number, tildes: boolean): boolean {
  switch (c) {
    case '`':
      return true
    case '*':
      return !(/\s/.test(left) && /\s/.test(right)) || at === 0
    case '_':
      return !(word.test(left) && word.test(right))
    case '~':
      return tildes
    case '\\':
      return right === '' || punctuation.test(right) || right === '\n'
    case '<':
      return /[a-z/!?]/i.test(right)
    case '&':
      return /^&#?\w{1,31};/.test(text.slice(at))
    case '[':
      return right === '^'
    case ']':
      return right === '' || /[([:]/.test(right)
    case '!':
      return right === ''
    default:
      return false
  }
}

/** Escapes what would begin a heading, a quote, a list, a rule or a table where a line begins. */
export function escapeStart(line: string): string {
  if (/^(#{1,6}|[-+*])(\s|$)/.test(line) || line.startsWith('>') || line.startsWith('~~~')) return `\\${line}`
  if (/^(=+|-+|(-\s*){3,})\s*$/.test(line) || (/^[\s|:-]+$/.test(line) && line.includes('-'))) return `\\${line}`
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}
