import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { click, showScreen, type } from '@/record/screen/screen.testing'
import { giveSizes, play, PRODUCT } from '@/record/views/common/world.testing'

import { StopView } from './StopView'

beforeEach(() => giveSizes())
afterEach(cleanup)

const row = (title: string, more: object = {}) => ({
  id: title.toLowerCase(), key: 'LEND-7', kind: 'feature', title, state: 'released', spent: 70_000, ahead: 120_000, brings: 20_000, frees: 100_000, last: null,
  against: [{ sort: 'loses', amount: 100_000, number: null, name: '', in: 'EUR', text: 'In the coming twelve months it costs EUR 1,200 and brings EUR 200.', about: 'x', opens: 'money' }], for: [], ...more,
})

async function shown(answer: object, may?: 'propose') {
  const { data, sent } = await play({
    records: [],
    find: () => [],
    may: may && (() => may),
    answer: ({ path, method }) => (path.startsWith('/stops?') ? { currency: 'EUR', items: [], kept: [], stopped: [], looked: 1, more: false, left: [], rule: 'So.', ...answer } : method === 'POST' ? {} : undefined),
  })
  await showScreen(data, <StopView product={PRODUCT} />)
  return sent
}

describe('what to stop', () => {
  it('is stopped with a reason, and no button is taken for another one', async () => {
    const sent = await shown({ items: [row('Cards'), row('Letters')] })
    const line = within(screen.getByRole('listitem', { name: 'Letters' }))
    expect(line.getByText(/Frees .*1,000.* in 12 months/)).toBeTruthy()
    await click('Stop it: Letters')
    await type('Why', 'Nobody writes.')
    await click(/^Stop it(?!:)/)
    expect(sent).toEqual([{ method: 'POST', path: '/records/letters/stop', body: { reason: 'Nobody writes.' } }])
  })

  it('says its reasons in money as the figures beside them', async () => {
    const worth = (amount: number, number: number | null) => ({ sort: 'case', amount, number, name: 'Printed', in: 'USD', text: 'USD 1', about: 'c', opens: 'case' })
    const limit = { sort: 'limit', amount: 20_000, number: null, name: '', in: 'EUR', text: 'EUR 1', about: 'x', opens: 'record' }
    await shown({ items: [row('Cards', { against: [...row('Cards').against, limit, worth(-5_000, 0.1)] }), row('Letters', { against: [worth(5_000, 0.45)], for: [worth(5_000, 0.9)] })] })
    for (const said of [/costs €1,200 and brings €200\./, /^€700 was spent, .* limit is €500\./, /^Worth less .*"Printed" is worth -\$50\./, /^More likely than not to lose .* worth \$50, .* 45%\./, /^Worth more .* worth \$50\./]) expect(screen.getByText(said)).toBeTruthy()
  })

  it('says of bets, numbers and threads in its own words what they came to', async () => {
    const ground = (sort: string, more: object = {}) => ({ sort, amount: null, number: null, name: '', in: '', text: 'of the server', about: 'x', opens: 'record', low: null, high: null, last: null, settled: 0, ...more })
    const fell = ground('metric', { name: 'Repayments', in: '%', number: -10.123456, low: -12, high: -8 })
    await shown({
      items: [
        row('Cards', { against: [ground('bet'), fell, ground('objective'), ground('assumption', { name: 'People print.' })] }),
        row('Letters', { against: [ground('silent', { name: 'Stamps' })], for: [ground('bet'), ground('objective')] }),
        row('Paper', { kind: 'initiative', against: [ground('bet', { number: 2, settled: 3 })] }),
        row('Lendwell', { kind: 'product', for: [ground('bet', { number: 0, settled: 1 }), { ...fell, in: 'days', number: 3, low: 1, high: 5 }] }),
      ],
    })
    const all = ['Its bet was missed.', /^Repayments changed by [-−]10\.12 points in .* \([-−]12 to [-−]8, 95%\), which is the wrong way\.$/, 'No thread leads from it to an objective.', 'It rests on what fails: People print.', 'Stamps has no points at all.', 'Its bet was a hit.', 'It serves an objective.', 'Of 3 bets that are settled, 2 were missed.', 'The one bet that is settled was a hit.', /^Repayments changed by \+3.days .*, which is the right way\.$/]
    for (const said of all) expect(screen.getByText(said)).toBeTruthy()
    expect(screen.queryByText('of the server')).toBeNull()
  })

  it('is kept by a proposal where somebody else decides, which the dialog says before', async () => {
    await shown({ items: [row('Cards')] }, 'propose')
    await click('Keep it: Cards')
    expect(screen.getByText(/is not asked about until the day comes\. What you enter is proposed/)).toBeTruthy()
  })

  it('says what was looked at where nothing stands out, and what was answered before', async () => {
    await shown({ kept: [row('Cards', { last: { answer: 'keep', reason: 'The contract runs.', until: '2026-12-01' } })], stopped: [{ id: 's', record: 'l', key: 'LEND-8', kind: 'feature', title: 'Letters', reason: 'Nobody writes.', createdAt: '2026-11-02T09:00:00Z' }] })
    expect(screen.getByText(/^One feature, initiative or product was looked at/)).toBeTruthy()
    expect(within(screen.getByRole('region', { name: 'Kept with a reason' })).getByText(/The contract runs\. Asked again/)).toBeTruthy()
    expect(within(screen.getByRole('region', { name: 'Stopped lately' })).getByText('Nobody writes.')).toBeTruthy()
  })
})
