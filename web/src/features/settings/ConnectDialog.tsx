import { useState } from 'react'

import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { RadioGroup, TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { CopyLine } from './CopyLine'
import { useSend } from './send'

export type Host = 'github' | 'gitlab' | 'gitea' | 'plain'

export const hostNames: Record<Host, () => string> = { github: () => 'GitHub', gitlab: () => 'GitLab', gitea: () => 'Gitea', plain: m.accept_repos_plain }

export interface Connected {
  id: string
  name: string
  host: Host
  path: string
  secret: string
}

interface ConnectDialogProps {
  product: string
  onClose: () => void
  onMade: (made: Connected) => void
}

/** Connects a repository to a product. */
export function ConnectDialog({ product, onClose, onMade }: ConnectDialogProps) {
  const [host, setHost] = useState<Host>('github')
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const { busy, refusal, send } = useSend()
  const make = async () => {
    const sent = await send<Connected>('POST', '/repositories', { product, host, name: name.trim(), url: url.trim() })
    if (sent && 'value' in sent) onMade(sent.value)
  }
  const said = elsewhere(refusal, ['name', 'url'])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.accept_repos_connect()}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button variant="primary" busy={busy} disabled={name.trim() === ''} onClick={() => void make()}>
            {m.accept_repos_connect()}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
        <RadioGroup label={m.accept_repos_host()} value={host} onChange={setHost} options={(Object.keys(hostNames) as Host[]).map((h) => ({ value: h, label: hostNames[h]() }))} row />
        <TextInput autoFocus label={m.accept_repos_name()} hint={m.accept_repos_name_hint()} error={atField(refusal, 'name', m.accept_repos_name())} value={name} onChange={setName} maxLength={200} />
        <TextInput label={m.accept_repos_url()} error={atField(refusal, 'url', m.accept_repos_url())} value={url} onChange={setUrl} />
      </div>
    </Dialog>
  )
}

/** What the host needs to deliver; the secret is shown once. */
export function ConnectedDialog({ made, onClose }: { made: Connected; onClose: () => void }) {
  const plain = made.host === 'plain'
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.accept_repos_made({ name: made.name })}
      description={plain ? m.accept_repos_made_plain() : m.accept_repos_made_text()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {m.settings_done()}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {plain ? (
          <CopyLine label={m.accept_repos_command()} text={`throughline git hook post-receive --repository ${made.name}`} />
        ) : (
          <>
            <CopyLine label={m.accept_repos_hook()} text={window.location.origin + made.path} />
            <CopyLine label={m.accept_repos_secret()} text={made.secret} />
          </>
        )}
      </div>
    </Dialog>
  )
}
