import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { press, showScreen } from '@/record/screen/screen.testing'
import { giveSizes, play, PRODUCT, record, type World } from '@/record/views/common/world.testing'

import type { Gap } from './gaps'
import { GapsScreen } from './GapsScreen'

beforeEach(() => {
  giveSizes()
  Element.prototype.scrollIntoView = () => undefined
})

const gaps: Gap[] = [
  { id: 'x', key: 'LEND-9', kind: 'feature', title: 'Pay by link', state: 'planned', product: PRODUCT, gap: 'promise', what: 'Nothing delivers it.' },
  { id: 'y', key: 'LEND-8', kind: 'story', title: 'Snowfall', state: 'new', product: PRODUCT, gap: 'work', what: 'Its thread leads to no objective.' },
]

const world = (items: Gap[] | undefined, more: Partial<World> = {}): World => ({
  records: [record('LEND-5', 'feature', { title: 'Decoration' })],
  find: () => ['lend500000000000000000000'],
  answer: ({ path }) => (path.startsWith('/gaps') && items ? { items, next: null } : undefined),
  ...more,
})

async function show(w: World) {
  const { data, sent } = await play(w)
  const shown = await showScreen(data, <GapsScreen product="LEND" />)
  return { ...shown, sent }
}

describe('gaps', () => {
  it('are none where the thread is whole', async () => {
    await show(world([]))
    expect(await screen.findByText('The thread has no gap.')).toBeTruthy()
  })

  it('say what happened when they cannot be read', async () => {
    await show(world(undefined))
    expect(await screen.findByText('This list could not be loaded.')).toBeTruthy()
  })

  it('stand under their sort with what is missing and what closes them', async () => {
    await show(world(gaps))
    const work = await screen.findByRole('region', { name: 'Work that serves nothing' })
    expect(within(work).getByText('Its thread leads to no objective.')).toBeTruthy()
    expect(within(work).getByRole('button', { name: /Link to feature/ })).toBeTruthy()
    const promise = screen.getByRole('region', { name: 'Promises without delivery' })
    expect(within(promise).getByRole('button', { name: /New story/ })).toBeTruthy()
  })

  it('are walked with J and opened with Enter', async () => {
    const { at } = await show(world(gaps))
    await screen.findByText('Snowfall')
    await press('j')
    expect(at()).toContain('at=y')
    await press('Enter')
    expect(at()).toBe('/r/LEND-8')
  })
})
