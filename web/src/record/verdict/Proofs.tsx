import { useRef, useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { contentAddress, uploadTo } from '@/record/page/upload'
import { Button, IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { TextInput } from '@/ui/input'
import { toast } from '@/ui/toast'

import type { CriterionTests } from './tests'
import { isAddress, type Proof } from './verdict'

const icons: Record<Proof['sort'], string> = { file: 'paperclip', link: 'link', test: 'flask-conical' }

interface ProofsProps {
  item: string
  text: string
  proofs: readonly Proof[]
  tests: CriterionTests | undefined
  onChange: (proofs: readonly Proof[]) => void
}

/** What a result rests on, as one can open it: files, links, and the tests that ran. */
export function Proofs({ item, text, proofs, tests, onChange }: ProofsProps) {
  const file = useRef<HTMLInputElement>(null)
  const [link, setLink] = useState<string>()
  const [busy, setBusy] = useState(false)
  const send = async (f: File | undefined) => {
    if (!f) return
    setBusy(true)
    try {
      const sent = await uploadTo(item)(f, () => {})
      const id = /attachments\/([^/]+)\//.exec(sent.address)?.[1]
      onChange([...proofs, { sort: 'file', id, name: sent.name }])
    } catch (e) {
      toast({ text: m.accept_proofs_failed({ why: e instanceof Error ? e.message : '' }), tone: 'red' })
    }
    setBusy(false)
  }
  const add = () => {
    if (!link || !isAddress(link)) return
    onChange([...proofs, { sort: 'link', url: link.trim(), name: link.trim() }])
    setLink(undefined)
  }
  const tested = tests?.result && !proofs.some((p) => p.id === tests.result)
  return (
    <div role="group" aria-label={m.accept_proofs_for({ text })} className="flex flex-wrap items-center gap-1.5">
      <ProofList proofs={proofs} onRemove={(i) => onChange(proofs.toSpliced(i, 1))} />
      <input ref={file} type="file" hidden onChange={(e) => (void send(e.currentTarget.files?.[0]), (e.currentTarget.value = ''))} />
      <Button size="sm" variant="ghost" icon="paperclip" busy={busy} onClick={() => file.current?.click()}>
        {m.accept_proofs_file()}
      </Button>
      {link === undefined ? (
        <Button size="sm" variant="ghost" icon="link" onClick={() => setLink('')}>
          {m.accept_proofs_link()}
        </Button>
      ) : (
        <div
          className="w-64"
          onKeyDown={(e) => {
            if (e.key !== 'Enter' && e.key !== 'Escape') return
            e.preventDefault()
            e.stopPropagation()
            if (e.key === 'Enter') add()
            else setLink(undefined)
          }}
        >
          <TextInput autoFocus size="sm" aria-label={m.accept_proofs_link_label()} placeholder={m.accept_proofs_link_hint()} value={link} onChange={setLink} error={link.length > 8 && !isAddress(link) ? m.accept_proofs_link_bad() : undefined} />
        </div>
      )}
      {tested && (
        <Button size="sm" variant="ghost" icon="flask-conical" onClick={() => onChange([...proofs, { sort: 'test', id: tests.result, name: tests.cases[0]?.test ?? m.accept_tests() }])}>
          {m.accept_proofs_test()}
        </Button>
      )}
    </div>
  )
}

/** Evidence as links that open it. */
export function ProofList({ proofs, onRemove }: { proofs: readonly Proof[]; onRemove?: (at: number) => void }) {
  return proofs.map((p, i) => {
    const to = p.sort === 'link' ? p.url : p.sort === 'file' && p.id ? contentAddress(p.id) : undefined
    const inner = (
      <>
        <Icon name={icons[p.sort] ?? 'link'} size={12} />
        <span className="max-w-56 truncate">{p.name || p.url}</span>
      </>
    )
    return (
      <span key={`${p.sort} ${p.id ?? p.url ?? i}`} className="inline-flex h-6 max-w-full items-center gap-1 rounded border bg-bg-sunken px-1.5 text-12">
        {to ? (
          <a href={to} target="_blank" rel="noreferrer noopener" className="inline-flex min-w-0 items-center gap-1 hover:underline">
            {inner}
          </a>
        ) : (
          inner
        )}
        {onRemove && <IconButton size="sm" icon="x" label={m.accept_proofs_remove({ name: p.name })} className="-mr-1 size-5" onClick={() => onRemove(i)} />}
      </span>
    )
  })
}
