/** Ticks tasks in a Markdown text without touching anything else of it. */

const task = /^((?:\s|>)*(?:[-*+]|\d{1,9}[.)])\s+\[)([ xX])(\]\s)/

/** The text with the task of this number, counted from the top, ticked or not. */
export function tickTask(markdown: string, index: number, done: boolean): string {
  let fence = ''
  let at = -1
  return markdown
    .split('\n')
    .map((line) => {
      const mark = /^[\s>]*(`{3,}|~{3,})/.exec(line)?.[1]
      if (fence) {
        if (mark && mark[0] === fence[0] && mark.length >= fence.length) fence = ''
        return line
      }
      if (mark) fence = mark
      if (!task.test(line) || ++at !== index) return line
      return line.replace(task, `$1${done ? 'x' : ' '}$3`)
    })
    .join('\n')
}
