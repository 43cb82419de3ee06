import { useState } from 'react'

import { Button } from '../button'
import { Picker } from '../combobox'
import { confirm, Dialog } from '../dialog'
import { TextInput } from '../input'
import { ContextMenu, Menu, type MenuItem } from '../menu'
import type { Option } from '../options'
import { Popover } from '../popover'
import { toast } from '../toast'
import { Part, Sample } from './Sample'

const people: Option[] = ['Ana Ribeiro', 'Tom Okafor', 'Lena Sørensen'].map((label) => ({ value: label, label, icon: 'user' }))
const tags: Option[] = ['mobile', 'risk', 'api', 'onboarding', 'legal'].map((label) => ({ value: label, label }))
const nothing = () => undefined
const items: MenuItem[] = [
  { label: 'Open', icon: 'panel-right', kbd: 'enter', onSelect: nothing },
  { label: 'Rename', icon: 'pencil', kbd: 'e', onSelect: nothing },
  { label: 'Move to sprint', icon: 'timer', items: [{ label: 'Sprint 14', checked: true, onSelect: nothing }, { label: 'Sprint 15', checked: false, onSelect: nothing }] },
  { heading: 'Decide' },
  { label: 'Accept', icon: 'check', hint: 'proposes to Tom', onSelect: nothing },
  { label: 'Not possible now', icon: 'lock', disabled: true, onSelect: nothing },
  'separator',
  { label: 'Archive', icon: 'archive', kbd: 'mod+backspace', danger: true, onSelect: nothing },
]

export function FloatingKit() {
  return (
    <Part id="floating" title="What floats">
      <Sample name="Menu">
        <Menu trigger={<Button iconAfter="chevron-down">Menu</Button>} items={items} />
        <ContextMenu items={() => items}>
          <div className="rounded border border-dashed border-line-strong px-4 py-2 text-text-muted">Press the other button here</div>
        </ContextMenu>
      </Sample>
      <Dialogs />
      <Sample name="Popover">
        <Popover trigger={<Button icon="info">Popover</Button>} label="How it was computed">
          <p className="max-w-56 text-text-muted">The median of the last six sprints, without the best and the worst.</p>
        </Popover>
      </Sample>
      <Pickers />
      <Sample name="Toast">
        <Button onClick={() => toast({ text: 'LEND-12 moved to Sprint 14', action: { label: 'Undo', run: nothing } })}>With undo</Button>
        <Button onClick={() => toast({ text: 'Saved', tone: 'green' })}>Done</Button>
        <Button onClick={() => toast({ text: 'The server refused: only Tom accepts stories. Your text is kept.', tone: 'red', keep: true })}>Refused, stays</Button>
      </Sample>
    </Part>
  )
}

function Dialogs() {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState('')
  return (
    <Sample name="Dialog">
      <Button onClick={() => setOpen(true)}>Dialog</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="New story"
        description="It goes to the end of the backlog."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="primary" kbd="mod+enter" onClick={() => setOpen(false)}>
              Create
            </Button>
          </>
        }
      >
        <TextInput label="Title" value={text} onChange={setText} />
      </Dialog>
      <Button
        onClick={async () => setAnswer((await confirm({ title: 'Archive 12 stories?', text: 'They can be restored for as long as the workspace lives.', action: 'Archive', danger: true })) ? 'yes' : 'no')}
      >
        Confirm
      </Button>
      <span className="text-text-muted">{answer}</span>
    </Sample>
  )
}

function Pickers() {
  const [owner, setOwner] = useState<string | null>('Tom Okafor')
  const [chosen, setChosen] = useState<string[]>(['api'])
  return (
    <Sample name="Picker">
      <Picker label="Owner" value={owner} onPick={setOwner} options={people} trigger={<Button icon="user">{owner ?? 'Nobody'}</Button>} footer="Tom is told of it." />
      <Picker label="Tags" multiple creatable value={chosen} onPick={setChosen} options={tags} trigger={<Button icon="tag">{chosen.join(', ') || 'No tags'}</Button>} />
    </Sample>
  )
}
