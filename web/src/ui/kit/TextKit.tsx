import { type DrawRef, Markdown } from '../markdown'
import { Part, Sample } from './Sample'

const text = `# Repaying early

A borrower may repay **at any time**; see LEND-12 and ask @ana. Links go [outside](https://lendwell.example), *softly* or ~~not at all~~, and \`code\` stays code.

## What it needs

1. A quote that holds for a day
2. A payment
   - by card
   - by transfer

- [x] The law was read
- [ ] The letter is written

> Nobody likes to be charged for paying back.

| case | fee | share |
|:--|--:|--:|
| early | 0.00 | 82 % |
| late | 12.50 | 18 % |

\`\`\`
interest = principal * rate * days / 365
\`\`\`

<script>alert("stays text")</script>
`

const drawRef: DrawRef = (ref) => <span className="rounded-sm bg-accent-soft px-1 text-accent-text">{ref.type === 'key' ? ref.name : `@${ref.name}`}</span>

export function TextKit() {
  return (
    <Part id="text" title="Text">
      <Sample name="Markdown" wide>
        <Markdown text={text} className="max-w-2xl" refs={drawRef} />
      </Sample>
      <Sample name="Markdown, dense" wide>
        <Markdown dense text={'In **comments** and panels, smaller.\n\n- one\n- two'} className="max-w-md" />
      </Sample>
    </Part>
  )
}
