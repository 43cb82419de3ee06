import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'

import { type Answers, show } from '@/record/page/testing'

import { SetUpScreen } from './SetUpScreen'

beforeEach(() => {
  sessionStorage.clear()
  window.location.hash = '#tl_set_secret'
})

const nobody: Answers = (method, path) => {
  if (path === '/me') return { status: 401, body: { kind: 'unauthenticated', detail: 'Sign in.' } }
  if (path === '/setup' && method === 'GET') return { status: 200, body: { open: true } }
  if (path === '/setup') return { status: 400, body: { kind: 'invalid', detail: 'The input is not valid.', fields: [{ field: 'slug', message: 'is taken' }, { field: 'password', message: 'is too close to your own address' }] } }
  return undefined
}
const type = (label: string, text: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: text } })
const value = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value

test('what is missing is said at its field before anything is sent', async () => {
  const { calls } = await show(<SetUpScreen />, { answers: nobody })
  fireEvent.click(await screen.findByText('Next'))
  expect(screen.getAllByRole('alert')).toHaveLength(3)
  expect(calls).toEqual([])
})

test('a refused workspace keeps both steps, and says which of them has to change', async () => {
  const { calls } = await show(<SetUpScreen />, { answers: nobody })
  await screen.findByText('Welcome')
  type('Your name', 'Eva')
  type('E-mail address', 'eva@example.com')
  type('Password', 'four unrelated words')
  fireEvent.click(screen.getByText('Next'))
  type('Name', 'Acme Robotics')
  expect(value('Short name')).toBe('acme-robotics')
  fireEvent.click(screen.getByText('Make the workspace'))
  expect(await screen.findByText('Short name is taken.')).toBeTruthy()
  expect(screen.getByText('Password is too close to your own address.')).toBeTruthy()
  expect(calls[0]?.body).toMatchObject({ token: 'tl_set_secret', slug: 'acme-robotics', email: 'eva@example.com' })
  fireEvent.click(screen.getByText('Back'))
  expect([value('Your name'), value('E-mail address'), value('Password')]).toEqual(['Eva', 'eva@example.com', 'four unrelated words'])
})

test('an installation that somebody has set up leads to the sign-in', async () => {
  await show(<SetUpScreen />, { answers: (m, p, b) => (p === '/setup' ? { status: 200, body: { open: false } } : nobody(m, p, b)) })
  await waitFor(() => expect(screen.getByText('This installation is set up.')).toBeTruthy())
})

test('a link without its secret says where the whole is', async () => {
  window.location.hash = ''
  await show(<SetUpScreen />, { answers: nobody })
  expect(await screen.findByText('This address is not complete.')).toBeTruthy()
})
