import { useState } from 'react'

import { Combobox } from '../combobox'
import { DatePicker, DateRangePicker } from '../date'
import { Checkbox, Field, NumberInput, RadioGroup, SearchInput, Switch, TextArea, TextInput } from '../input'
import type { Option } from '../options'
import { Select } from '../select'
import { Part, Sample } from './Sample'

const fruit: Option[] = ['Ana Ribeiro', 'Tom Okafor', 'Lena Sørensen', 'Marta Kowalska', 'Helena Dias', 'Victor'].map((label) => ({ value: label, label, icon: 'user' }))
const kinds: Option[] = [
  { value: 'story', label: 'Story', icon: 'bookmark', group: 'Work' },
  { value: 'bug', label: 'Bug', icon: 'bug', group: 'Work' },
  { value: 'feature', label: 'Feature', icon: 'puzzle', group: 'Plan' },
  { value: 'objective', label: 'Objective', icon: 'target', group: 'Plan' },
]
const slow = (text: string) =>
  new Promise<Option[]>((done) => {
    setTimeout(() => done(['LEND-12 Repay early', 'LEND-31 See the schedule', 'LEND-40 Change the day'].filter((t) => t.toLowerCase().includes(text.toLowerCase())).map((label) => ({ value: label, label }))), 400)
  })

export function FormsKit() {
  return (
    <Part id="forms" title="Forms">
      <Texts />
      <Ticks />
      <Choices />
      <Dates />
    </Part>
  )
}

function Texts() {
  const [text, setText] = useState('Repay early')
  const [none, setNone] = useState('')
  const [long, setLong] = useState('As a borrower\nI want to repay early\nso that I pay less interest')
  const [points, setPoints] = useState<number | null>(8)
  return (
    <>
      <Sample name="TextInput">
        <TextInput label="Title" value={text} onChange={setText} hint="What changes for whom" className="w-56" />
        <TextInput label="Title" value={none} onChange={setNone} placeholder="Nothing yet" className="w-56" />
        <TextInput label="Title" value={none} onChange={setNone} error="A story needs a title" required className="w-56" />
        <TextInput label="Title" value={text} onChange={setText} disabled className="w-56" />
        <TextInput label="Address" value="lendwell.example" onChange={setText} icon="globe" size="lg" className="w-56" />
      </Sample>
      <Sample name="NumberInput">
        <NumberInput label="Estimate" value={points} onChange={setPoints} unit="points" min={0} className="w-32" />
        <NumberInput label="Share" value={0.42} onChange={() => undefined} format={{ style: 'percent' }} className="w-32" />
        <NumberInput label="Wrong" value={99} onChange={setPoints} error="At most 21" className="w-32" />
      </Sample>
      <Sample name="TextArea">
        <TextArea label="Story" value={long} onChange={setLong} autoGrow className="w-72" />
      </Sample>
      <Sample name="SearchInput">
        <SearchInput value={none} onChange={setNone} kbd="/" className="w-56" />
        <SearchInput label="Search stories" value={text} onChange={setText} className="w-56" />
      </Sample>
    </>
  )
}

function Ticks() {
  const [on, setOn] = useState(true)
  const [way, setWay] = useState<'now' | 'later'>('now')
  return (
    <>
      <Sample name="Checkbox">
        <Checkbox label="Ticked" checked={on} onChange={setOn} />
        <Checkbox label="Not ticked" checked={!on} onChange={(v) => setOn(!v)} />
        <Checkbox label="Some" checked={false} indeterminate onChange={setOn} />
        <Checkbox label="Disabled" checked disabled onChange={setOn} />
        <Checkbox label="With a hint" hint="What ticking it does" checked={on} onChange={setOn} />
      </Sample>
      <Sample name="Switch">
        <Switch label="On" checked={on} onChange={setOn} />
        <Switch label="Off" checked={!on} onChange={(v) => setOn(!v)} />
        <Switch label="Disabled" checked disabled onChange={setOn} />
      </Sample>
      <Sample name="RadioGroup">
        <RadioGroup
          label="When"
          value={way}
          onChange={setWay}
          options={[
            { value: 'now', label: 'Now', hint: 'In the running sprint' },
            { value: 'later', label: 'Later' },
          ]}
        />
        <RadioGroup label="When, in a row" row value={way} onChange={setWay} options={[{ value: 'now', label: 'Now' }, { value: 'later', label: 'Later', disabled: true }]} />
      </Sample>
    </>
  )
}

function Choices() {
  const [state, setState] = useState<string | null>('ready')
  const [one, setOne] = useState<string | null>('Tom Okafor')
  const [many, setMany] = useState<string[]>(['Ana Ribeiro', 'Victor'])
  const states = [
    { value: 'ready', label: 'Ready', icon: 'circle' },
    { value: 'doing', label: 'In progress', icon: 'circle-dot' },
    { value: 'done', label: 'Accepted', icon: 'circle-check', hint: 'proposes to Tom' },
  ]
  return (
    <>
      <Sample name="Select">
        <Field label="State">
          <Select value={state} onChange={setState} options={states} className="w-44" />
        </Field>
        <Select label="State" value={null} onChange={setState} options={states} placeholder="Choose" className="w-36" />
        <Select label="State, small" value={state} onChange={setState} options={states} size="sm" />
        <Select label="State, bare" value={state} onChange={setState} options={states} bare />
        <Select label="State, disabled" value={state} onChange={setState} options={states} disabled />
      </Sample>
      <Sample name="Combobox">
        <Field label="Owner">
          <Combobox value={one} onChange={setOne} options={fruit} placeholder="Nobody" className="w-52" />
        </Field>
        <Field label="Watchers">
          <Combobox multiple value={many} onChange={setMany} options={fruit} creatable placeholder="Nobody" className="w-72" />
        </Field>
        <Field label="Kind">
          <Combobox value={null} onChange={() => undefined} options={kinds} placeholder="In groups" className="w-44" />
        </Field>
        <Field label="Record" error="Choose a record">
          <Combobox value={null} onChange={() => undefined} search={slow} placeholder="Asked for" className="w-52" />
        </Field>
      </Sample>
    </>
  )
}

function Dates() {
  const [day, setDay] = useState<string | null>('2026-11-22')
  const [range, setRange] = useState<{ from: string | null; to: string | null }>({ from: '2026-11-16', to: '2026-11-27' })
  return (
    <Sample name="Dates">
      <DatePicker label="Due" value={day} onChange={setDay} />
      <DatePicker label="Due, none" value={null} onChange={setDay} />
      <DatePicker label="Due, disabled" value={day} onChange={setDay} disabled />
      <DateRangePicker label="Sprint" value={range} onChange={setRange} />
    </Sample>
  )
}
