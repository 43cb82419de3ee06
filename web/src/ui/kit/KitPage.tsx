/**
 * Every part of the design system in every state, for the review by eye. Only in
 * development builds, so its words are samples and not in the catalogue.
 */
import { useState } from 'react'

import { Confirmations } from '../dialog'
import { Segmented } from '../tabs'
import { Toaster } from '../toast'
import { ChartsKit } from './ChartsKit'
import { ControlsKit } from './ControlsKit'
import { FloatingKit } from './FloatingKit'
import { FormsKit } from './FormsKit'
import { StatesKit } from './StatesKit'
import { TextKit } from './TextKit'
import { TokensKit } from './TokensKit'

type Choice = 'system' | 'light' | 'dark'

/** `hosts` brings what the shell otherwise has once: messages and confirmations. */
export default function KitPage({ hosts = false }: { hosts?: boolean }) {
  const [theme, setTheme] = useState<Choice>((document.documentElement.dataset.theme as Choice | undefined) ?? 'system')
  const choose = (next: Choice) => {
    setTheme(next)
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }
  return (
    <main className="relative h-dvh overflow-y-auto bg-bg px-4 pb-24 text-text sm:px-8">
      <div className="mx-auto max-w-5xl">
        <header className="flex flex-wrap items-center gap-4 pt-8">
          <h1 className="grow text-24 font-semibold">The kit</h1>
          <Segmented
            label="Theme"
            value={theme}
            onChange={choose}
            options={[
              { value: 'system', label: 'System', icon: 'monitor' },
              { value: 'light', label: 'Light', icon: 'sun' },
              { value: 'dark', label: 'Dark', icon: 'moon' },
            ]}
          />
        </header>
        <TokensKit />
        <ControlsKit />
        <FormsKit />
        <FloatingKit />
        <StatesKit />
        <TextKit />
        <ChartsKit />
      </div>
      {hosts && (
        <>
          <Toaster />
          <Confirmations />
        </>
      )}
    </main>
  )
}
