/** Just enough of CSV to show the first rows of a table before it is sent; the server reads the whole. */
const DELIMITERS = [',', ';', '\t', '|'] as const

/** The delimiter that the header has most of, outside quotes. */
function delimiter(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((d) => bare.split(d).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

/** The first rows of a table, the header among them; rows that hold nothing are left out. */
export function firstRows(text: string, most: number): string[][] {
  const from = text.replace(/^\uFEFF/, '')
  const by = delimiter(from.slice(0, from.search(/\r?\n|$/)))
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const end = () => {
    row.push(cell.trim())
    cell = ''
    if (row.some((c) => c !== '')) rows.push(row)
    row = []
  }
  for (let i = 0; i < from.length && rows.length < most; i++) {
    const c = from[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (from[i + 1] === '"') cell += from[++i]
      else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === by) {
      row.push(cell.trim())
      cell = ''
    } else if (c === '\n') end()
    else if (c !== '\r') cell += c
  }
  if (rows.length < most && (cell !== '' || row.length > 0)) end()
  return rows
}
