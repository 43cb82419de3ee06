import { useData, useMe } from '@/data/hooks'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { TextInput } from '@/ui/input'

import { InlineText } from './InlineText'
import { RightNote, Section } from './Section'
import { usePress } from './send'
import { useMay } from './useHere'
import { ZonePick } from './ZonePick'

/** What the workspace is called, and where its days begin. */
export default function WorkspaceSection() {
  const { workspace } = useMe()
  const data = useData()
  const press = usePress()
  const right = useMay('workspace.set')
  const no = right.may === 'no'
  const again = () => void data.session.load()
  return (
    <Section title={m.settings_workspace()} text={m.settings_workspace_text()}>
      <RightNote right={right} what={decisionWords('workspace.set')} />
      <div className="grid max-w-xl gap-4 sm:grid-cols-2">
        <InlineText
          label={m.settings_workspace_name()}
          field="name"
          value={workspace.name}
          disabled={no}
          save={(name) => ({ method: 'PATCH', path: '/workspace', body: { name } })}
          onSaved={again}
        />
        <ZonePick
          label={m.settings_workspace_zone()}
          hint={m.settings_workspace_zone_hint()}
          value={workspace.zone}
          disabled={no}
          onChange={(zone) => void press('PATCH', '/workspace', { zone }, m.settings_saved()).then(again)}
        />
        <TextInput label={m.settings_workspace_prefix()} hint={m.settings_workspace_prefix_hint({ prefix: workspace.prefix })} value={workspace.prefix} readOnly onChange={() => undefined} />
        <TextInput label={m.settings_workspace_slug()} hint={m.settings_workspace_slug_hint()} value={workspace.slug} readOnly onChange={() => undefined} />
      </div>
    </Section>
  )
}
