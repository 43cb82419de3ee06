import { useState } from 'react'

import { Avatar, AvatarStack } from '../avatar'
import { Badge, StateBadge, TagChip } from '../badge'
import { Button, type ButtonVariant, IconButton } from '../button'
import { CellButton, EditableText, InlineNumber } from '../cell'
import { StateIcon } from '../icon'
import { Kbd } from '../kbd'
import { Breadcrumb, Pane, SectionHeader, Separator, Splitter, Toolbar } from '../layout'
import { Progress, Ring, Spinner } from '../progress'
import type { Tone } from '../styles'
import { Segmented, Tabs } from '../tabs'
import { Tooltip } from '../tooltip'
import { Part, Sample } from './Sample'

const variants: ButtonVariant[] = ['primary', 'default', 'ghost', 'danger']
const tones: Tone[] = ['neutral', 'accent', 'green', 'amber', 'red', 'blue', 'violet']
const people = ['Ana Ribeiro', 'Tom Okafor', 'Lena Sørensen', 'Marta Kowalska', 'Helena Dias', 'Victor'].map((name) => ({ id: name, name }))

export function ControlsKit() {
  return (
    <Part id="controls" title="Controls">
      {variants.map((variant) => (
        <Sample key={variant} name={`Button, ${variant}`}>
          <Button variant={variant}>Button</Button>
          <Button variant={variant} icon="plus">
            With icon
          </Button>
          <Button variant={variant} kbd="C">
            With key
          </Button>
          <Button variant={variant} iconAfter="chevron-down">
            Opens
          </Button>
          <Button variant={variant} busy>
            Busy
          </Button>
          <Button variant={variant} disabled>
            Disabled
          </Button>
          <Button variant={variant} disabled title="Only Ana decides this">
            Says why
          </Button>
          <Button variant={variant} size="sm" icon="plus">
            Small
          </Button>
        </Sample>
      ))}
      <Sample name="IconButton">
        <IconButton icon="x" label="Close" kbd="esc" />
        <IconButton icon="star" label="Pinned" pressed />
        <IconButton icon="star" label="Not pinned" pressed={false} />
        <IconButton icon="trash-2" label="Remove" disabled />
        <IconButton icon="refresh-cw" label="Refreshing" busy />
        <IconButton icon="ellipsis" label="More" size="sm" />
        <IconButton icon="plus" label="Add" variant="default" />
      </Sample>
      <Sample name="Badge">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone} icon={tone === 'red' ? 'circle-alert' : undefined}>
            {tone}
          </Badge>
        ))}
      </Sample>
      <Sample name="StateBadge">
        <StateBadge state="ready" category="todo" />
        <StateBadge state="in progress" category="doing" />
        <StateBadge state="accepted" category="done" />
        <StateBadge state="dropped" category="closed" />
      </Sample>
      <Sample name="TagChip">
        <TagChip tag="mobile" />
        <TagChip tag="accessibility" onRemove={() => undefined} />
        <TagChip tag="a tag that somebody made far too long for any list" />
      </Sample>
      <Sample name="Avatar">
        {[16, 20, 24, 32].map((size) => (
          <Avatar key={size} name="Ana Ribeiro" id="ana" size={size} />
        ))}
        {people.map((p) => (
          <Avatar key={p.id} {...p} />
        ))}
        <AvatarStack people={people.slice(0, 3)} />
        <AvatarStack people={people} max={4} />
      </Sample>
      <Sample name="Kbd">
        <Kbd keys="mod+k" />
        <Kbd keys="g b" />
        <Kbd keys="shift+enter" />
        <Kbd keys="?" />
      </Sample>
      <Sample name="Tooltip">
        <Tooltip text="Explains what it is about" kbd="mod+e">
          <Button>Point at me</Button>
        </Tooltip>
      </Sample>
      <Sample name="Progress">
        <span className="w-40">
          <Progress value={0.4} label="Stories done" />
        </span>
        <span className="w-40">
          <Progress value={1} label="Stories done" tone="green" />
        </span>
        <Ring value={0} label="None" />
        <Ring value={0.35} label="Some" />
        <Ring value={0.7} size={24} label="More" tone="amber" />
        <Ring value={1} size={32} label="All" tone="green" />
        <Spinner label="Loading" />
      </Sample>
      <Switches />
      <Layout />
      <Cells />
    </Part>
  )
}

function Switches() {
  const [tab, setTab] = useState<'all' | 'mine' | 'done'>('all')
  const [view, setView] = useState<'table' | 'board' | 'timeline'>('table')
  return (
    <>
      <Sample name="Tabs" wide>
        <Tabs
          label="Stories"
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'all', label: 'All', count: 128 },
            { value: 'mine', label: 'Mine', count: 7 },
            { value: 'done', label: 'Done', disabled: true },
          ]}
        >
          <p className="py-3 text-text-muted">What the tab “{tab}” shows.</p>
        </Tabs>
      </Sample>
      <Sample name="Segmented">
        <Segmented
          label="View"
          value={view}
          onChange={setView}
          options={[
            { value: 'table', label: 'Table', icon: 'table' },
            { value: 'board', label: 'Board', icon: 'square-kanban' },
            { value: 'timeline', label: 'Timeline', icon: 'chart-gantt' },
          ]}
        />
        <Segmented
          label="View, icons"
          size="sm"
          value={view}
          onChange={setView}
          options={[
            { value: 'table', label: 'Table', icon: 'table', hideLabel: true },
            { value: 'board', label: 'Board', icon: 'square-kanban', hideLabel: true },
            { value: 'timeline', label: 'Timeline', icon: 'chart-gantt', hideLabel: true },
          ]}
        />
      </Sample>
    </>
  )
}

function Layout() {
  const [width, setWidth] = useState(200)
  return (
    <Sample name="Layout" wide>
      <div className="overflow-hidden rounded border border-line">
        <Toolbar label="Where you are">
          <Breadcrumb items={[{ label: 'Lendwell', icon: 'package', href: '#lendwell' }, { label: 'Backlog', href: '#backlog' }, { label: 'LEND-12' }]} />
          <Separator vertical />
          <Button size="sm" variant="ghost" icon="list-filter">
            Filter
          </Button>
          <Button size="sm" variant="ghost" icon="sliders-horizontal">
            Display
          </Button>
        </Toolbar>
        <div className="flex h-44">
          <Pane label="Side" width={width} sunken>
            <div className="p-3 text-text-muted">A pane of {width} px</div>
          </Pane>
          <Splitter value={width} onChange={setWidth} min={120} max={360} onReset={() => setWidth(200)} />
          <Pane label="Main" header={<SectionHeader className="border-b px-3" title="Next sprint" count={1284} actions={<IconButton size="sm" icon="plus" label="Add a story" />} />}>
            <div className="p-3 text-text-muted">The rest</div>
          </Pane>
        </div>
      </div>
    </Sample>
  )
}

function Cells() {
  const [title, setTitle] = useState('Repay early without a fee')
  const [points, setPoints] = useState<number | null>(5)
  return (
    <Sample name="Cells" wide>
      <div role="group" aria-label="A row" className="grid h-row max-w-2xl grid-cols-[minmax(6rem,1fr)_3rem_7rem_4rem] items-center gap-1 border-y border-line px-1">
        <EditableText label="Title" value={title} onCommit={setTitle} required />
        <InlineNumber label="Estimate" value={points} onCommit={setPoints} min={0} />
        <CellButton label="State">
          <StateIcon category="doing" />
          In progress
        </CellButton>
        <InlineNumber label="Reach" value={12400} onCommit={() => undefined} readOnly />
      </div>
    </Sample>
  )
}
