import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'

/** The occasions on which users tried something. */
export function TestSessionsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="sessions"
      name={m.accept_go_sessions()}
      product={product}
      kinds={['testsession']}
      base="type:testsession"
      views={['table', 'calendar', 'board']}
      defaults={{ sort: '-heldon', cols: 'state,heldOn,setting,owner' }}
      empty={{ icon: 'flask-conical', title: m.accept_sessions_empty(), text: m.accept_sessions_empty_text() }}
    />
  )
}
