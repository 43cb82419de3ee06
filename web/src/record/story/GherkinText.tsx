import { memo } from 'react'

import { keywordLook, linesOf, restLook, type Line } from './gherkin'

interface GherkinTextProps {
  text: string
  /** As the server reads it; else English keywords are coloured. */
  lines?: readonly Line[]
}

/** Scenarios with their keywords, tables, tags and comments coloured. */
export const GherkinText = memo(function GherkinText({ text, lines }: GherkinTextProps) {
  const all = text.split('\n')
  const sorts = lines?.length === all.length ? lines : linesOf(text)
  return (
    <>
      {all.map((raw, i) => (
        <span key={i}>
          <Coloured raw={raw} line={sorts[i]!} />
          {'\n'}
        </span>
      ))}
    </>
  )
})

function Coloured({ raw, line }: { raw: string; line: Line }) {
  if (line.keyword > 0)
    return (
      <>
        <span className={keywordLook(line.sort)}>{raw.slice(0, line.keyword)}</span>
        <Named text={raw.slice(line.keyword)} />
      </>
    )
  if (line.sort === 'table') return <Table raw={raw} />
  return <span className={restLook(line.sort)}>{raw}</span>
}

/** The <names> of an outline's steps stand out. */
function Named({ text }: { text: string }) {
  return text.split(/(<[^<>\n]+>)/).map((part, i) =>
    i % 2 === 1 ? (
      <span key={i} className="text-accent-text">
        {part}
      </span>
    ) : (
      part
    ),
  )
}

function Table({ raw }: { raw: string }) {
  return raw.split(/(\|)/).map((part, i) =>
    part === '|' ? (
      <span key={i} className="text-text-faint">
        |
      </span>
    ) : (
      <span key={i} className="text-text">
        {part}
      </span>
    ),
  )
}
