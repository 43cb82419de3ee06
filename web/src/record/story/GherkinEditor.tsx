import { useRef, useState, type KeyboardEvent } from 'react'

import type { Outcome } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'

import { GherkinText } from './GherkinText'
import { useChecked } from './useChecked'

interface GherkinEditorProps {
  start: string
  proposes?: string
  onSave: (text: string) => Promise<Outcome>
  onClose: () => void
}

// The text that is typed and the coloured one lie over each other, letter by letter.
const same = 'block w-full px-3 py-2 font-mono text-13 leading-5 whitespace-pre-wrap wrap-anywhere'

/** Scenarios written as text, coloured and checked while one types. */
export function GherkinEditor({ start, proposes, onSave, onClose }: GherkinEditorProps) {
  const [text, setText] = useState(start)
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const checked = useChecked(text)
  const current = checked?.lines.length === text.split('\n').length ? checked : undefined
  const save = async () => {
    setBusy(true)
    const outcome = await onSave(text.trimEnd())
    setBusy(false)
    if ('refused' in outcome) setRefused(sayRefused(outcome.refused))
    else onClose()
  }
  const keys = (e: KeyboardEvent<HTMLTextAreaElement>) => {
    e.stopPropagation()
    if (e.nativeEvent.isComposing) return
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) void save()
    else if (e.key === 'Enter') goOn(e.currentTarget, setText)
    else if (e.key === 'Escape') onClose()
    else return
    e.preventDefault()
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="relative rounded border border-line-control bg-bg-raised focus-within:outline-2 focus-within:outline-focus">
        <pre aria-hidden className={`${same} pointer-events-none min-h-28`}>
          <GherkinText text={text} lines={current?.lines} />
        </pre>
        <textarea
          ref={area}
          autoFocus
          aria-label={m.story_scenarios()}
          aria-describedby="gherkin-problems"
          spellCheck={false}
          value={text}
          onChange={(e) => {
            setText(e.target.value)
            setRefused(undefined)
          }}
          onKeyDown={keys}
          className={`${same} absolute inset-0 h-full resize-none overflow-hidden bg-transparent text-transparent caret-text outline-none`}
        />
      </div>
      <div id="gherkin-problems" aria-live="polite" className="flex flex-col gap-0.5">
        {refused && (
          <p role="alert" className="text-13 text-red-text">
            {refused}
          </p>
        )}
        {checked?.problems.map((p) => (
          <button key={`${p.line} ${p.what}`} type="button" onClick={() => area.current && goToLine(area.current, p.line)} className="flex items-start gap-1.5 rounded-sm text-left text-12 hover:bg-bg-hover">
            <Icon name={p.style ? 'lightbulb' : 'circle-alert'} size={14} className={`mt-px shrink-0 ${p.style ? 'text-amber' : 'text-red'}`} />
            <span>
              <span className="tabular text-text-muted">{m.story_scenarios_line({ line: p.line })}</span> {p.what}
            </span>
          </button>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" busy={busy} title={proposes} onClick={() => void save()} kbd="mod+enter">
          {proposes ? m.story_propose() : m.story_save()}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {m.record_cancel()}
        </Button>
        <span role="status" className="tabular ml-auto text-12 text-text-muted">
          {checked ? m.story_scenarios_count({ count: checked.cases.length }) : m.story_scenarios_hint()}
        </span>
      </div>
    </div>
  )
}

const sayRefused = (p: { detail: string; fields: { message: string }[] }): string => p.fields.map((f) => f.message).join(' ') || p.detail

/** A new line begins under the one before. */
function goOn(area: HTMLTextAreaElement, set: (text: string) => void): void {
  const at = area.selectionStart
  const line = area.value.slice(area.value.lastIndexOf('\n', at - 1) + 1, at)
  const indent = /^\s*/.exec(line)![0] + (/^\s*[A-Z][\w ]*:/.test(line) ? '  ' : '')
  area.setRangeText(`\n${indent}`, at, area.selectionEnd, 'end')
  set(area.value)
}

function goToLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split('\n')
  const from = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0)
  area.focus()
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
}
