import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'

import { Data } from '@/data/data'
import { DataProvider } from '@/data/hooks'
import { MemoryStore } from '@/data/queue'

import { SignInForm } from './SignInScreen'
import { Workspaces } from './Workspaces'

afterEach(() => vi.unstubAllGlobals())

const problem = (status: number, kind: string, detail: string) => () => Promise.resolve(Response.json({ kind, detail }, { status }))
const home = { id: 'w1', slug: 'acme', name: 'Acme', current: false }

/** The form over the real client, whose network is what the test says. */
function open(answer: () => Promise<Response>) {
  const network = vi.fn(answer)
  vi.stubGlobal('fetch', network)
  const data = new Data({ source: () => ({ close: () => undefined }), store: () => new MemoryStore() })
  const onIn = vi.fn()
  function Held() {
    const [email, setEmail] = useState('')
    return <SignInForm email={email} onEmail={setEmail} onIn={onIn} />
  }
  render(
    <DataProvider data={data}>
      <Held />
    </DataProvider>,
  )
  return { network, onIn }
}

const email = () => screen.getByLabelText<HTMLInputElement>('E-mail address')
const password = () => screen.getByLabelText<HTMLInputElement>('Password')
const type = (address: string, secret: string) => {
  fireEvent.change(email(), { target: { value: address } })
  fireEvent.change(password(), { target: { value: secret } })
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('a wrong password says so, keeps both, and one types on in the password', async () => {
  const { onIn } = open(problem(401, 'unauthenticated', 'The e-mail address or the password is wrong.'))
  type('ana@lendwell.example', 'guess')
  expect((await screen.findByRole('alert')).textContent).toContain('The e-mail address or the password is wrong.')
  expect([email().value, password().value]).toEqual(['ana@lendwell.example', 'guess'])
  expect(document.activeElement).toBe(password())
  expect(password().getAttribute('aria-invalid')).toBe('true')
  expect(onIn).not.toHaveBeenCalled()
})

test('too many attempts are told with how long to wait, and nothing is marked wrong', async () => {
  open(problem(429, 'toomany', 'Too many attempts. Try again in 30s.'))
  type('ana@lendwell.example', 'right')
  expect((await screen.findByRole('alert')).textContent).toContain('Try again in 30s.')
  expect(password().getAttribute('aria-invalid')).toBeNull()
})

test('a server out of reach is told as such, and what was typed is kept', async () => {
  open(() => Promise.reject(new TypeError('fetch failed')))
  type('ana@lendwell.example', 'right')
  expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached')
  expect(password().value).toBe('right')
})

test('nothing is sent before there is something to send', () => {
  const { network } = open(problem(500, 'internal', ''))
  type('ana', 'right')
  expect(screen.getByRole('alert').textContent).toContain('e-mail address')
  expect(document.activeElement).toBe(email())
  type('ana@lendwell.example', '')
  expect(document.activeElement).toBe(password())
  expect(network).not.toHaveBeenCalled()
})

test('signed in, the workspaces are handed on', async () => {
  const { network, onIn } = open(() => Promise.resolve(Response.json({ session: { id: 's' }, workspaces: [home] })))
  type('ana@lendwell.example', 'right')
  await waitFor(() => expect(onIn).toHaveBeenCalledWith({ session: { id: 's' }, workspaces: [home] }))
  expect(network).toHaveBeenCalledOnce()
  expect(JSON.parse((network.mock.calls as unknown as [string, RequestInit][])[0]![1].body as string)).toEqual({ email: 'ana@lendwell.example', password: 'right' })
})

test('who belongs to several workspaces chooses one, and a refusal leaves the choice', async () => {
  const onEnter = vi.fn()
  const answers = [Response.json({ kind: 'notfound', detail: 'You belong to no workspace "w2".' }, { status: 404 }), Response.json({ id: 'w1' })]
  const network = vi.fn(() => Promise.resolve(answers.shift()!))
  vi.stubGlobal('fetch', network)
  const data = new Data({ source: () => ({ close: () => undefined }), store: () => new MemoryStore() })
  render(
    <DataProvider data={data}>
      <Workspaces homes={[home, { ...home, id: 'w2', slug: 'gone', name: 'Gone' }]} email="ana@lendwell.example" onEnter={onEnter} onBack={() => undefined} />
    </DataProvider>,
  )
  fireEvent.click(screen.getByText('Gone'))
  expect(await screen.findByText('You belong to no workspace "w2".')).toBeTruthy()
  fireEvent.click(screen.getByText('Acme'))
  await waitFor(() => expect(onEnter).toHaveBeenCalledOnce())
  expect(JSON.parse((network.mock.calls as unknown as [string, RequestInit][])[1]![1].body as string)).toEqual({ workspace: 'w1' })
})

test('who belongs to none is told what to do', () => {
  open(problem(500, 'internal', ''))
  const data = new Data({ source: () => ({ close: () => undefined }), store: () => new MemoryStore() })
  render(
    <DataProvider data={data}>
      <Workspaces homes={[]} email="ana@lendwell.example" onEnter={() => undefined} onBack={() => undefined} />
    </DataProvider>,
  )
  expect(screen.getByText(/ana@lendwell.example is good, but it belongs to no workspace/)).toBeTruthy()
})
