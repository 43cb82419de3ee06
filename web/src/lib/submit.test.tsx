import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'

import { atField, elsewhere, refusalOf, useSubmit } from './submit'

const refused = {
  detail: 'The input is not valid.',
  fields: [
    { field: 'password', message: 'is too short' },
    { field: 'states.2.name', message: 'stands twice' },
  ],
}

test('what is wrong with a field is said at the field, as a sentence about it', () => {
  expect(atField(refused, 'password', 'Password')).toBe('Password is too short.')
  expect(atField(refused, 'states', 'States')).toBe('States stands twice.')
  expect(atField(refused, 'email', 'Address')).toBeUndefined()
})

test('what belongs to no field that is shown is said of the whole form', () => {
  expect(elsewhere(refused, ['password', 'states'])).toEqual([])
  expect(elsewhere(refused, ['password'])).toEqual(['states.2.name stands twice.'])
  expect(elsewhere({ detail: 'Try again shortly.', fields: [] }, ['password'])).toEqual(['Try again shortly.'])
})

test('an error without words gets some', () => {
  expect(refusalOf(new TypeError('failed to fetch'), 'The server cannot be reached.').detail).toBe('The server cannot be reached.')
})

test('a form is sent once at a time, and a refusal stays until it is sent again', async () => {
  const { result } = renderHook(() => useSubmit('?'))
  let answer!: (v: string) => void
  let sent = 0
  let first!: Promise<string | undefined>
  act(() => {
    first = result.current.run(() => {
      sent++
      return new Promise<string>((ok) => (answer = ok))
    })
  })
  expect(result.current.busy).toBe(true)
  await act(async () => {
    expect(await result.current.run(() => Promise.resolve(String(++sent)))).toBeUndefined()
  })
  expect(sent).toBe(1)
  await act(async () => {
    answer('done')
    expect(await first).toBe('done')
  })
  await act(async () => {
    // oxlint-disable-next-line prefer-promise-reject-errors -- a refusal as the client throws it
    await result.current.run(() => Promise.reject(refused))
  })
  expect(result.current.refusal?.fields).toHaveLength(2)
  expect(result.current.busy).toBe(false)
})
