import { useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useGo, useLink } from '@/record/screen/address'
import { Screen } from '@/record/screen/Screen'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState } from '@/ui/state'

import { GROUPS, type SectionInfo, SECTIONS } from './sections'

const loaded = new Map<string, ComponentType>()

/** Each section is a chunk of its own, made once. */
function sectionOf(s: SectionInfo): ComponentType {
  let c = loaded.get(s.name)
  if (!c) loaded.set(s.name, (c = lazy(s.load)))
  return c
}

/** /settings/SECTION. */
export function SettingsScreen() {
  const { section = 'profile' } = useParams({ strict: false }) as { section?: string }
  const chosen = SECTIONS.find((s) => s.name === section)
  const Body = chosen && sectionOf(chosen)
  return (
    <Screen title={m.settings_title()} note={chosen?.title()}>
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <Sections current={section} />
        <div className="quiet-scroll min-h-0 min-w-0 flex-1 overflow-y-auto" key={section}>
          {Body ? (
            <Suspense fallback={<div className="px-6 py-5 max-md:px-4"><SkeletonRows count={6} /></div>}>
              <Body />
            </Suspense>
          ) : (
            <EmptyState icon="settings" title={m.settings_missing()} text={m.settings_missing_text()} />
          )}
        </div>
      </div>
    </Screen>
  )
}

function Sections({ current }: { current: string }) {
  const link = useLink()
  const go = useGo()
  return (
    <>
      <nav aria-label={m.settings_title()} className="quiet-scroll w-52 shrink-0 overflow-y-auto border-r p-2 max-md:hidden">
        {GROUPS.map((g) => (
          <div key={g.title()} className="mb-3">
            <h2 className="px-2 py-1 text-12 font-medium text-text-faint">{g.title()}</h2>
            <ul>
              {g.sections.map((s) => (
                <li key={s.name}>
                  <a
                    {...link(`/settings/${s.name}`)}
                    aria-current={s.name === current ? 'page' : undefined}
                    className={cx(
                      'flex h-7 items-center gap-2 rounded px-2',
                      s.name === current ? 'bg-bg-selected font-medium text-text' : 'text-text-muted hover:bg-bg-hover hover:text-text',
                    )}
                  >
                    <Icon name={s.icon} size={14} />
                    {s.title()}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="border-b px-4 py-2 md:hidden">
        <Select
          label={m.settings_section()}
          value={current}
          onChange={(name) => go(`/settings/${name}`)}
          options={SECTIONS.map((s) => ({ value: s.name, label: s.title(), icon: s.icon }))}
          className="w-full"
        />
      </div>
    </>
  )
}
