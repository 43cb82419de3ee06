/** For tests: a screen at an address, over the small world in memory. */
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, configure, fireEvent, render, screen, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { vi } from 'vitest'

import type { Data } from '@/data/data'
import { DataProvider } from '@/data/hooks'
import { Toaster } from '@/ui/toast'

// Whole screens take their time on a machine that does other things as well.
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

export interface ScreenShown extends RenderResult {
  /** Where one is now. */
  at: () => string
}

export async function showScreen(data: Data, node: ReactNode, address = '/'): Promise<ScreenShown> {
  const router = createRouter({
    routeTree: createRootRoute({ component: () => node, notFoundComponent: () => node }),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(Object.entries(search).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]]))).toString()
      return text ? `?${text}` : ''
    },
  })
  const result = await act(async () =>
    render(
      <DataProvider data={data}>
        <RouterProvider router={router as never} />
        <Toaster />
      </DataProvider>,
    ),
  )
  return Object.assign(result, { at: () => router.state.location.href })
}

/** Presses a key where the focus is. */
export async function press(key: string, more: object = {}): Promise<void> {
  await act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more }))
}

export async function click(name: string | RegExp): Promise<void> {
  const found = await screen.findByRole('button', { name })
  await act(async () => void fireEvent.click(found))
}

/** Types into the box of that name, which then has the focus: a dialog takes it some frames after it opens. */
export async function type(name: string | RegExp, text: string): Promise<void> {
  const box = await screen.findByRole('textbox', { name })
  await act(async () => {
    box.focus()
    fireEvent.change(box, { target: { value: text } })
  })
}
