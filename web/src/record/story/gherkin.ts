/** Scenarios in Gherkin as the client shows them: what each line is, until the server has said so itself. */

export interface Line {
  sort: string
  /** How many characters, blanks before included, the keyword ends after. */
  keyword: number
}

export interface Problem {
  line: number
  style: boolean
  what: string
}

export interface Checked {
  language: string
  feature: string
  lines: Line[]
  problems: Problem[]
  cases: { name: string; rule: string; line: number }[]
}

const blocks: [string, RegExp][] = [
  ['feature', /^\s*(?:Feature|Business Need|Ability):/],
  ['rule', /^\s*Rule:/],
  ['background', /^\s*Background:/],
  ['outline', /^\s*Scenario (?:Outline|Template):/],
  ['scenario', /^\s*(?:Scenario|Example):/],
  ['examples', /^\s*(?:Examples|Scenarios):/],
  ['given', /^\s*Given(?=\s|$)/],
  ['when', /^\s*When(?=\s|$)/],
  ['then', /^\s*Then(?=\s|$)/],
  ['and', /^\s*And(?=\s|$)/],
  ['but', /^\s*But(?=\s|$)/],
  ['*', /^\s*\*(?=\s)/],
]

/** What the lines of a text are, as far as English keywords tell. */
export function linesOf(text: string): Line[] {
  let fence = ''
  return text.split('\n').map((raw): Line => {
    const s = raw.trim()
    if (fence) {
      if (s === fence) fence = ''
      return { sort: 'doc', keyword: 0 }
    }
    if (s === '') return { sort: 'blank', keyword: 0 }
    if (s.startsWith('#')) return { sort: 'comment', keyword: 0 }
    if (s.startsWith('@')) return { sort: 'tag', keyword: 0 }
    if (s.startsWith('|')) return { sort: 'table', keyword: 0 }
    if (s.startsWith('"""') || s.startsWith('```')) {
      fence = s.slice(0, 3)
      return { sort: 'doc', keyword: 0 }
    }
    for (const [sort, form] of blocks) {
      const found = form.exec(raw)
      if (found) return { sort, keyword: found[0].length }
    }
    return { sort: 'text', keyword: 0 }
  })
}

/** The colour of a keyword, by what its line is. */
export function keywordLook(sort: string): string {
  switch (sort) {
    case 'feature':
    case 'rule':
    case 'background':
    case 'scenario':
    case 'outline':
    case 'examples':
      return 'font-semibold text-violet-text'
    case 'when':
      return 'font-semibold text-amber-text'
    case 'then':
      return 'font-semibold text-green-text'
    default:
      return 'font-semibold text-blue-text'
  }
}

/** The colour of the rest of a line. */
export function restLook(sort: string): string {
  switch (sort) {
    case 'comment':
    case 'language':
    case 'text':
      return 'text-text-muted'
    case 'tag':
      return 'text-accent-text'
    case 'doc':
      return 'text-green-text'
    default:
      return 'text-text'
  }
}

/** The scenario that a new text begins with. */
export const first = 'Scenario: \n  Given \n  When \n  Then '
